using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>Limits of one WebSocket connection. Defaults without a source were chosen by trial, not measured.</summary>
public sealed class ConnectionOptions
{
    /// <summary>
    /// Largest event, in bytes of UTF-8: 1 KiB…64 MiB. Larger ones are skipped and answered by an error. Default 16
    /// MiB; OpenAI accepts up to 15 MiB of audio per event.
    /// </summary>
    [Within(1024, 64 * 1024 * 1024)]
    public int MaxEventBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>From a message's first piece to its last: 1 s…10 min. A client that takes longer is disconnected.</summary>
    [Within("00:00:01", "00:10:00")]
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Ping interval for silent clients: 1 s…5 min. A client without a pong within the same time is disconnected.</summary>
    [Within("00:00:01", "00:05:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time-out for sending one message: 1 s…5 min. The client is disconnected then.</summary>
    [Within("00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum session duration, reported as <c>expires_at</c>: 1 min…30 days.</summary>
    [Within("00:01:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Time that sessions get to finish what is under way when the server is stopped: 0…10 min. What is left is closed
    /// then. Default 30 s: a spoken answer is shorter.
    /// </summary>
    [Within("00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Origins of web pages that may connect, besides this host and the user's own machine
    /// (<c>https://app.example</c>), separated by commas, or <c>*</c>. Default ports may be written or not. Clients other
    /// than browsers send no origin.
    /// </summary>
    [WebOrigins]
    public string AllowedOrigins { get; set; } = "";
}
