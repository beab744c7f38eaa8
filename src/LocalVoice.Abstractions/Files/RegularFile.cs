namespace LocalVoice.Files;

/// <summary>
/// Opens files for reading that a setting names. A pipe or device is refused before it is opened: opening a pipe that
/// nobody writes to blocks for ever.
/// </summary>
public static class RegularFile
{
    /// <exception cref="IOException">Missing, a directory, a pipe, a device, empty, or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public static FileStream OpenRead(string path)
    {
        Require(path);
        return File.OpenRead(path);
    }

    /// <exception cref="IOException">Missing, a directory, a pipe, a device, empty, or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Require(path);
        return File.ReadAllBytes(path);
    }

    /// <exception cref="IOException">Missing, a directory, a pipe, a device, or empty.</exception>
    public static void Require(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new IOException("Its name has a NUL character.");
        }

        if (Directory.Exists(path))
        {
            throw new IOException("It is a directory.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        // Pipes, devices and sockets have no size; a link has the size of its target's name.
        if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length == 0 : file.Length == 0)
        {
            throw new IOException("It is empty, or no regular file.");
        }
    }
}
