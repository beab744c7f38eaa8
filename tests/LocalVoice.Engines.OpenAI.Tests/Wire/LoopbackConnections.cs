using System.Net;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>Connections of a test, with nothing between.</summary>
internal sealed class LoopbackConnections : IOutboundConnections, IDisposable
{
    private readonly SocketsHttpHandler _handler = new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    /// <summary>What every address's newest connection took to open.</summary>
    public static TimeSpan Opening { get; } = TimeSpan.FromMilliseconds(7);

    public HttpMessageHandler Handler => _handler;

    public TimeSpan? RoundTrip(Uri address) => Opening;

    public void Dispose() => _handler.Dispose();
}
