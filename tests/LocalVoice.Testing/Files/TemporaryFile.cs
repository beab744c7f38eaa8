namespace LocalVoice.Testing.Files;

/// <summary>A file name of this test's own; the file is deleted afterwards.</summary>
public sealed class TemporaryFile(string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"localvoice-{Guid.NewGuid():n}.{extension}");

    public void Dispose() => File.Delete(Path);
}
