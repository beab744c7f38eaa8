using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Server.Audit;

/// <summary>A file of records, one line of JSON each. Opened for each batch: one that was renamed meanwhile is begun anew.</summary>
internal sealed class AuditFile(string path)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Path => path;

    /// <summary>Whether this is of those that a disk may be to blame for.</summary>
    public static bool IsFailure(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    public static string LineOf(AuditRecord record) => JsonSerializer.Serialize(record, Format);

    /// <summary>Appends all of them, or nothing.</summary>
    /// <exception cref="IOException">The disk is full, the folder is gone …</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Append(IReadOnlyCollection<AuditRecord> records)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        var end = file.Length;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(string.Concat(records.Select(record => LineOf(record) + "\n"))));
        }
        catch (IOException)
        {
            // A disk that gets full takes a part of it: half a line, on which the next one would be written.
            file.SetLength(end);
            throw;
        }
    }
}
