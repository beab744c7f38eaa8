namespace LocalVoice.Simulation.Deepgram.Requests;

/// <summary>What a client has done so far: one HTTP request or one WebSocket connection.</summary>
/// <param name="Query">The raw query, with <c>?</c>; empty for none.</param>
/// <param name="HasKey">Whether a key came along, right or wrong.</param>
/// <param name="Status">The HTTP status that it got; 101 for a connection. 0 while it waits.</param>
public sealed record DeepgramRequest(DeepgramEndpoint Endpoint, string Query, bool HasKey, int Status)
{
    /// <summary>
    /// The client's messages in order: <c>audio</c> for any number of binary ones, a text message's type, or <c>text</c> where it
    /// has none.
    /// </summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Binary messages.</summary>
    public int AudioMessages { get; init; }

    /// <summary>Of the text messages, as they came.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Of all messages.</summary>
    public long Bytes { get; init; }

    /// <summary>The connection is over.</summary>
    public bool Ended { get; init; }
}
