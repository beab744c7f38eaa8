using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Tests.Scripted;

/// <summary>Plain connections, with a round trip of 7 ms by decree.</summary>
internal sealed class TestConnections(HttpMessageHandler? handler = null) : IOutboundConnections, IDisposable
{
    public static readonly TimeSpan OneRoundTrip = TimeSpan.FromMilliseconds(7);

    public HttpMessageHandler Handler { get; } = handler ?? new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };

    public TimeSpan? RoundTrip(Uri address) => OneRoundTrip;

    public void Dispose() => Handler.Dispose();
}
