using System.Threading.Channels;

namespace LocalVoice.WebRtc.Calls;

/// <summary>A data channel that the other side has opened (RFC 8831). Thread-safe.</summary>
public interface IDataChannel
{
    string Label { get; }

    /// <summary>The other side's texts, in order. Bounded: who sends faster than it is read waits. Completes at its end.</summary>
    ChannelReader<string> Received { get; }

    /// <summary>Completes when no more can be sent.</summary>
    Task Closed { get; }

    /// <summary>Drops what comes from now on, so that nobody waits for it to be read.</summary>
    void Ignore();

    /// <summary>Sends a text; waits while too much is on its way.</summary>
    /// <exception cref="Transport.TransportException">The channel is closed, or the text longer than the other side takes.</exception>
    ValueTask SendAsync(string text, CancellationToken cancellationToken);
}
