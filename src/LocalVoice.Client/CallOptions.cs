namespace LocalVoice.Client;

/// <summary>How a caller behaves.</summary>
public sealed record CallOptions
{
    /// <summary>Makes the framing of one connection.</summary>
    public Func<IClientFraming> Framing { get; init; } = () => new LocalVoiceFraming();

    /// <summary>Bearer token, or null.</summary>
    public string? ApiKey { get; init; }

    public SessionRequest Session { get; init; } = new();

    /// <summary>Audio per message.</summary>
    public TimeSpan Chunk { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Told everything that the server sends, as it is taken up; null for nobody.</summary>
    public Action<ServerMessage>? OnMessage { get; init; }

    /// <summary>How long the server may say nothing at all after the utterance.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a timeline or transcript may trail the finished answer.</summary>
    public TimeSpan TimelineTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
