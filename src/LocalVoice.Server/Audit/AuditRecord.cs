namespace LocalVoice.Server.Audit;

/// <summary>
/// One line of the audit log: numbers, names of the configuration, addresses; no words, no audio, no keys. What does not apply is null
/// and left out.
/// </summary>
/// <param name="Event">What happened, such as <c>session.opened</c>.</param>
internal sealed record AuditRecord(string Event)
{
    /// <summary>Set by <see cref="AuditLog"/>.</summary>
    public DateTimeOffset Time { get; init; }

    public string? Session { get; init; }

    /// <summary>The configured name of the API key.</summary>
    public string? Key { get; init; }

    /// <summary>True where a client secret stood for the key.</summary>
    public bool? ClientSecret { get; init; }

    /// <summary>The other end of the connection: behind a proxy, the proxy.</summary>
    public string? Address { get; init; }

    /// <summary><c>websocket</c>, <c>webrtc</c>, <c>twilio</c> or <c>audiosocket</c>.</summary>
    public string? Transport { get; init; }

    public string? Profile { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>A code: why a session ended or a request was refused.</summary>
    public string? Reason { get; init; }

    public double? DurationMs { get; init; }

    /// <summary>Of HTTP.</summary>
    public int? Status { get; init; }

    /// <summary>The endpoint's route.</summary>
    public string? Route { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Version { get; init; }

    /// <summary>Sessions at a drain's begin.</summary>
    public int? Sessions { get; init; }

    /// <summary>Sessions that a drain had to cut.</summary>
    public int? Cut { get; init; }

    /// <summary>Records that could not be written before this one.</summary>
    public long? Lost { get; init; }
}
