using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalVoice.Simulation.Sockets;

/// <summary>
/// The service's end of a WebSocket, with the stream below it: a close without a status, which the framework's sockets cannot send,
/// is written there.
/// </summary>
internal sealed class UpgradedSocket : IDisposable
{
    /// <summary>RFC 6455, 1.3.</summary>
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>RFC 6455, 5.5.1: the last frame, of type close, without a body.</summary>
    private static readonly byte[] EmptyClose = [0x88, 0x00];

    private readonly Stream _stream;

    private UpgradedSocket(Stream stream)
    {
        _stream = stream;
        Socket = WebSocket.CreateFromStream(
            new WatchedStream(stream, () => Received?.Invoke()),
            new WebSocketCreationOptions { IsServer = true }
        );
    }

    public WebSocket Socket { get; }

    /// <summary>Whenever anything has come from the client, pings included.</summary>
    public event Action? Received;

    /// <summary>The service has closed.</summary>
    public bool HasClosed { get; private set; }

    /// <param name="request">A WebSocket request.</param>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455, 4.2.2, asks for it.")]
    public static async Task<UpgradedSocket> AcceptAsync(HttpContext request)
    {
        var response = request.Response.Headers;
        response.Upgrade = "websocket";
        response.SecWebSocketAccept = Convert.ToBase64String(
            SHA1.HashData(Encoding.ASCII.GetBytes(request.Request.Headers.SecWebSocketKey + Guid))
        );
        return new(await request.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false));
    }

    /// <param name="status">Null: none.</param>
    public async Task CloseAsync(WebSocketCloseStatus? status, string? reason, CancellationToken cancellationToken)
    {
        HasClosed = true;
        if (status is { } some)
        {
            await Socket.CloseOutputAsync(some, reason, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _stream.WriteAsync(EmptyClose, cancellationToken).ConfigureAwait(false);
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => Socket.Dispose();
}
