using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>What one WebSocket connection may cost.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Largest event, in bytes of UTF-8: 1 KiB…64 MiB. Longer ones are read past and answered by an error.</summary>
    [Within(1024, 64 * 1024 * 1024)]
    public int MaxEventBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How often a silent client is pinged: 1 s…5 min. One that does not answer within the same time is dropped.</summary>
    [Within("00:00:01", "00:05:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may leave one message unread: 1 s…5 min. Then it is dropped.</summary>
    [Within("00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a session may last, as its <c>expires_at</c> says: 1 min…30 days.</summary>
    [Within("00:01:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Web pages that may connect besides those of this host and of the user's own machine: origins
    /// (<c>https://app.example</c>) separated by commas, or <c>*</c>. Programs that are no browsers send no origin.
    /// </summary>
    public string AllowedOrigins { get; set; } = "";
}
