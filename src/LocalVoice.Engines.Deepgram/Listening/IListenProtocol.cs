using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>What the two listening APIs do each in its own way. Stateless.</summary>
internal interface IListenProtocol<TMessage>
    where TMessage : class
{
    /// <summary>Fewest bytes worth a message, while more is to come.</summary>
    int LeastBytes { get; }

    /// <summary>Most bytes of a message.</summary>
    int MostBytes { get; }

    /// <summary>Silence that a connection begins with, in samples: 0 where none is needed.</summary>
    int OpeningSamples { get; }

    /// <summary>Keeps a connection on which nothing is said; null: pings do.</summary>
    KeepAlive? KeepAlive { get; }

    /// <summary>How steadily the service tells of audio; null: it may be silent for long.</summary>
    Updates? Updates { get; }

    /// <returns>Null for what no stream needs to know.</returns>
    /// <exception cref="BackendException">It is no message of this protocol, or reports an error.</exception>
    TMessage? Read(ReadOnlySpan<byte> json, Failures failures);
}

/// <param name="Message">A text message.</param>
/// <param name="Period">Without anything sent.</param>
internal sealed record KeepAlive(ReadOnlyMemory<byte> Message, TimeSpan Period);

/// <param name="AudioBytes">Of which it tells at least once.</param>
/// <param name="Patience">Longest wait for that.</param>
internal sealed record Updates(int AudioBytes, TimeSpan Patience);
