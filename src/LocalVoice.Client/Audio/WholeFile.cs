namespace LocalVoice.Client.Audio;

/// <summary>
/// Writes a file whole or not at all: a full disk or an interruption leaves what was there before, never a part.
/// </summary>
public static class WholeFile
{
    /// <param name="write">Writes the content to a seekable stream, which it may close.</param>
    /// <exception cref="IOException">The file cannot be written; nothing of it is left.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Target(path);
        if (target is { Exists: true, Length: 0 })
        {
            WriteInPlace(target.FullName, write);
        }
        else
        {
            WriteBeside(target.FullName, write);
        }
    }

    /// <summary>The file itself where <paramref name="path"/> is a link.</summary>
    private static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }

    private static void WriteBeside(string path, Action<Stream> write)
    {
        var part = path + ".part";
        try
        {
            using (var file = File.Create(part))
            {
                write(file);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Of a device or a pipe, which have no size, no part can be renamed; an empty file is emptied again.</summary>
    private static void WriteInPlace(string path, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.Write(content.ToArray());
            file.Flush();
        }
        catch (IOException)
        {
            Empty(path);
            throw;
        }
    }

    private static void Empty(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Truncate, FileAccess.Write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A device keeps nothing.
        }
    }
}
