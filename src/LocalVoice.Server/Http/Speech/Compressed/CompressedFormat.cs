namespace LocalVoice.Server.Http.Speech.Compressed;

/// <summary>A format that ffmpeg makes.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Output">Options of ffmpeg's output.</param>
internal sealed record CompressedFormat(string Name, string MediaType, IReadOnlyList<string> Output)
{
    // Ample for one voice of 24 kHz.
    private const string BitRate = "64k";

    /// <summary>All that there are, by name.</summary>
    public static IReadOnlyDictionary<string, CompressedFormat> All { get; } =
        new CompressedFormat[]
        {
            // A stream has no summary of itself at its beginning.
            new("mp3", "audio/mpeg", ["-c:a", "libmp3lame", "-b:a", BitRate, "-write_xing", "0", "-f", "mp3"]),
            new("aac", "audio/aac", ["-c:a", "aac", "-b:a", BitRate, "-f", "adts"]),
            new("flac", "audio/flac", ["-c:a", "flac", "-f", "flac"]),
        }.ToDictionary(format => format.Name, StringComparer.Ordinal);
}
