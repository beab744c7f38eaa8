using LocalVoice.Client.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Client.Tests.Audio;

public sealed class WholeFileTests
{
    [Fact]
    public void A_disk_that_fills_up_leaves_what_was_there_and_nothing_beside_it()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllText(file.Path, "before");

        Assert.Throws<IOException>(() => WholeFile.Write(file.Path, WriteHalf));

        Assert.Equal("before", File.ReadAllText(file.Path));
        Assert.False(File.Exists(file.Path + ".part"));
    }

    [Fact]
    public void A_new_file_that_cannot_be_finished_is_not_there()
    {
        using var file = new TemporaryFile("wav");

        Assert.Throws<IOException>(() => WholeFile.Write(file.Path, WriteHalf));

        Assert.False(File.Exists(file.Path));
        Assert.False(File.Exists(file.Path + ".part"));
    }

    [Fact]
    public void The_file_has_its_name_only_when_it_is_whole()
    {
        using var file = new TemporaryFile("wav");

        WholeFile.Write(
            file.Path,
            stream =>
            {
                stream.Write("whole"u8);
                Assert.False(File.Exists(file.Path));
            }
        );

        Assert.Equal("whole", File.ReadAllText(file.Path));
    }

    [Fact]
    public void A_link_stays_a_link_to_the_new_content()
    {
        using var target = new TemporaryFile("wav");
        using var link = new TemporaryFile("wav");
        File.WriteAllText(target.Path, "before");
        File.CreateSymbolicLink(link.Path, target.Path);

        WholeFile.Write(link.Path, stream => stream.Write("after"u8));

        Assert.Equal("after", File.ReadAllText(target.Path));
        Assert.NotNull(new FileInfo(link.Path).LinkTarget);
    }

    [Fact]
    public void A_full_device_is_told_and_stays_a_device()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");

        Assert.Throws<IOException>(() => WholeFile.Write("/dev/full", stream => stream.Write("whole"u8)));

        Assert.True(File.Exists("/dev/full"));
    }

    private static void WriteHalf(Stream stream)
    {
        stream.Write(new byte[100_000]);
        throw new IOException("No space left on device");
    }
}
