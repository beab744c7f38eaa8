using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// The single stages over HTTP. Unless a source is given, defaults were chosen, not measured: few at once, since sessions share
/// the engines.
/// </summary>
public sealed class HttpOptions
{
    /// <summary>Requests at once, those included that wait or are still being received, 1…10000; more are refused.</summary>
    [Within(1, 10_000)]
    public int MaxRequests { get; set; } = 32;

    /// <summary>Recordings that are written down at once, 1…256; others wait.</summary>
    [Within(1, 256)]
    public int MaxTranscriptions { get; set; } = 2;

    /// <summary>Texts that are read aloud at once, 1…256; others wait.</summary>
    [Within(1, 256)]
    public int MaxSpeech { get; set; } = 2;

    /// <summary>Responses that are generated at once, 1…256; others wait.</summary>
    [Within(1, 256)]
    public int MaxChats { get; set; } = 4;

    /// <summary>Largest recording, in bytes: 1 KiB…1 GiB. Default 25 MiB, as OpenAI's service.</summary>
    [Within(1024, 1024 * 1024 * 1024)]
    public int MaxFileBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>Longest recording, 10 s…24 h.</summary>
    [Within("00:00:10", "1.00:00:00")]
    public TimeSpan MaxAudio { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Largest JSON body, in bytes: 1 KiB…64 MiB.</summary>
    [Within(1024, 64 * 1024 * 1024)]
    public int MaxJsonBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// From a request's headers to the end of its body, 1 s…10 min, besides what <see cref="MinReceiveRate"/> gives a large one; a
    /// slower one is refused.
    /// </summary>
    [Within("00:00:01", "00:10:00")]
    public TimeSpan ReceiveTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Bytes per second that a body must come with once <see cref="ReceiveTimeout"/> is over, 256 B…1 GiB. Default 16 KiB: a
    /// recording of 25 MiB may take 27 min.
    /// </summary>
    [Within(256, 1024 * 1024 * 1024)]
    public int MinReceiveRate { get; set; } = 16 * 1024;

    /// <summary>
    /// For how long a client may let the server wait with a response, 1 s…5 min: with one piece of it, and in all, where speech
    /// may besides be taken as slowly as it is played. The client is disconnected then.
    /// </summary>
    [Within("00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The program that decodes other recordings than WAV: a path, or a name that <c>PATH</c> has.</summary>
    [NotEmpty("the path of ffmpeg")]
    public string Ffmpeg { get; set; } = "ffmpeg";
}
