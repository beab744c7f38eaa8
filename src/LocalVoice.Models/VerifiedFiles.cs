using System.Collections.Concurrent;

namespace LocalVoice.Models;

/// <summary>
/// Hashes of files that this process has read, so that a model shared by several stages is read once. A file whose
/// size or time has changed is read again. Thread-safe.
/// </summary>
internal sealed class VerifiedFiles
{
    private readonly ConcurrentDictionary<(string Path, string Algorithm), (long Bytes, DateTime Written, string Hash)> _known = new();

    public string HashOf(FileInfo file, ModelHash hash, CancellationToken cancellationToken)
    {
        var key = (file.FullName, hash.Algorithm);
        if (_known.TryGetValue(key, out var seen) && seen.Bytes == file.Length && seen.Written == file.LastWriteTimeUtc)
        {
            return seen.Hash;
        }

        var found = Read(file.FullName, hash, cancellationToken);
        _known[key] = (file.Length, file.LastWriteTimeUtc, found);
        return found;
    }

    private static string Read(string path, ModelHash hash, CancellationToken cancellationToken)
    {
        using var running = hash.Start();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            running.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(running.GetHashAndReset());
    }
}
