namespace LocalVoice.Architecture.Tests;

/// <summary>One type, one reason, one screen.</summary>
public sealed class FileSizeTests
{
    private static readonly List<(string Path, int Lines)> Files = [.. Sources.All().Select(path => (path, File.ReadLines(path).Count()))];

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.DoesNotContain(Files, file => file.Lines > 400);

    [Fact]
    public void Nine_files_in_ten_are_shorter_than_200_lines()
    {
        Assert.NotEmpty(Files);
        Assert.True(Files.Count(file => file.Lines < 200) >= 0.9 * Files.Count);
    }
}
