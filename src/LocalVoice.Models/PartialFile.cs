using System.Security.Cryptography;

namespace LocalVoice.Models;

/// <summary>
/// A download in progress: <c>FILE.part</c>, its running hash, and the server's version identifier
/// (<c>FILE.part.version</c>), so that a later run can resume. Closing keeps both files.
/// </summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly string _target;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash;

    private PartialFile(string target, FileStream stream, IncrementalHash hash)
    {
        _target = target;
        _stream = stream;
        _hash = hash;
        Version = File.Exists(VersionPath) ? File.ReadAllText(VersionPath) : null;
    }

    public string Path => _stream.Name;

    public long Length { get; private set; }

    /// <summary>An entity tag or date, for If-Range.</summary>
    public string? Version { get; private set; }

    private string VersionPath => _target + ".part.version";

    /// <summary>Opens the files of an earlier run or creates them; hashes the existing content.</summary>
    public static async Task<PartialFile> OpenAsync(string target, ModelHash hash, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        var stream = new FileStream(
            target + ".part",
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None,
            1,
            FileOptions.Asynchronous
        );
        var part = new PartialFile(target, stream, hash.Start());
        try
        {
            var buffer = new byte[1 << 20];
            while (part.Length < stream.Length)
            {
                var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                part._hash.AppendData(buffer, 0, read);
                part.Length += read;
            }

            return part;
        }
        catch
        {
            await part.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void ComesFrom(string? version)
    {
        Version = version;
        if (version is null)
        {
            File.Delete(VersionPath);
        }
        else
        {
            File.WriteAllText(VersionPath, version);
        }
    }

    public void BeginAgain()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash.GetHashAndReset();
        Length = 0;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Renames the file to its target atomically.</summary>
    public async Task CommitAsync()
    {
        _stream.Flush(flushToDisk: true);
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Move(Path, _target, overwrite: true);
        File.Delete(VersionPath);
    }

    public async Task DiscardAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Delete(Path);
        File.Delete(VersionPath);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _hash.Dispose();
    }
}
