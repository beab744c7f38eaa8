using System.Net;
using System.Net.WebSockets;
using LocalVoice.Remote;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Opens connections to the service with the key. Thread-safe.</summary>
internal sealed class Service : IDisposable
{
    // Pings find a connection whose other end is gone, and keep an idle one within the service's 60 s.
    // github.com/deepgram/deepgram-python-sdk/issues/618, 2025-10-30; half of the window, as livekit/agents does.
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);

    private readonly IOutboundConnections _outbound;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _key;

    /// <exception cref="EngineException">The key is missing, or cannot be one.</exception>
    public Service(DeepgramOptions options, IOutboundConnections outbound, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(outbound);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        (Options, _outbound, Time, Logger) = (options, outbound, time, logger);
        Address = new(options.Url);
        _key = KeyOf(options, Address);
        _invoker = new(outbound.Handler, disposeHandler: false);
        Failures = new(Address.Name, _key);
    }

    public DeepgramOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public ServiceAddress Address { get; }

    public Failures Failures { get; }

    public TimeSpan? RoundTrip => _outbound.RoundTrip(Address.Root);

    /// <returns>An open connection; the caller disposes it.</returns>
    /// <exception cref="BackendException">It did not open.</exception>
    public async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.KeepAliveInterval = PingInterval;
            socket.Options.KeepAliveTimeout = PongTimeout;
            if (_key.Length > 0)
            {
                socket.Options.SetRequestHeader("Authorization", $"Token {_key}");
            }

            await socket.ConnectAsync(address, _invoker, either.Token).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return socket;
        }
        catch (Exception exception)
        {
            var failure = HandshakeFailure(socket, exception, timeout.Token);
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw failure;
        }
    }

    /// <summary>Sends a request without a body.</summary>
    /// <exception cref="BackendException">It got no answer.</exception>
    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address.Rest(path));
        if (_key.Length > 0)
        {
            request.Headers.Authorization = new("Token", _key);
        }

        try
        {
            var response = await _invoker.SendAsync(request, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(either.Token).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failures.NotConnectedWithin(Options.ConnectTimeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Failures.NotConnected(exception);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private BackendException HandshakeFailure(ClientWebSocket socket, Exception exception, CancellationToken timeout)
    {
        if (socket.HttpStatusCode is not (0 or HttpStatusCode.SwitchingProtocols))
        {
            var headers = new HandshakeHeaders(socket.HttpResponseHeaders);
            return Failures.Refused(socket.HttpStatusCode, headers.Error, headers.RetryAfter(Time));
        }

        return timeout.IsCancellationRequested && exception is OperationCanceledException
            ? Failures.NotConnectedWithin(Options.ConnectTimeout)
            : Failures.NotConnected(exception);
    }

    /// <summary>A key goes into a header: visible ASCII. What it is instead is not told.</summary>
    private static string KeyOf(DeepgramOptions options, ServiceAddress address)
    {
        var key = (options.Key ?? "").Trim();
        if (key.Length == 0 && address.IsCloud)
        {
            throw new EngineException("Deepgram needs a key and none is set. Set DEEPGRAM_API_KEY, or the secret file that holds it.");
        }

        return key.All(character => character is > ' ' and <= '~')
            ? key
            : throw new EngineException("Deepgram's key has characters that no key has. Check DEEPGRAM_API_KEY for quotes or line breaks.");
    }
}
