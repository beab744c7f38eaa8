using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalVoice.Client.Audio;

namespace LocalVoice.Client;

/// <summary>
/// One WebSocket to a realtime server. Received messages are timestamped and delivered in order; sending is
/// thread-safe.
/// </summary>
internal sealed class RealtimeClient : IRealtimeConnection
{
    /// <summary>Twenty seconds of 20 ms frames; when full, the socket is not read. Chosen by trial, not measured.</summary>
    private const int MessageCapacity = 1024;

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<ServerMessage> _messages = Channel.CreateBounded<ServerMessage>(MessageCapacity);
    private readonly Task _receiving;
    private long _bytesSent;

    private RealtimeClient(ClientWebSocket socket, IClientFraming framing, Loudspeaker? speaker, TimeProvider time)
    {
        (_socket, Framing, Speaker, _time) = (socket, framing, speaker, time);
        _receiving = ReceiveAsync(_closing.Token);
    }

    public IClientFraming Framing { get; }

    /// <summary>Plays what is received; null: nobody hears it.</summary>
    public Loudspeaker? Speaker { get; }

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Completes when the connection ends; faults when it was lost.</summary>
    public ChannelReader<ServerMessage> Messages => _messages.Reader;

    /// <summary>Whether the server has closed the connection for another reason than that all was done.</summary>
    public bool WasCutOff => _socket.CloseStatus is not (null or WebSocketCloseStatus.NormalClosure);

    /// <param name="url"><c>ws</c> or <c>wss</c>, path and query included.</param>
    /// <param name="options">Its framing, key and way to connect.</param>
    /// <exception cref="ClientException">No server responds at the address, or it refused the connection.</exception>
    public static async Task<RealtimeClient> ConnectAsync(
        Uri url,
        CallOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var framing = options.Framing();
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        var other = options.OtherFraming?.Invoke();
        if (other is not null)
        {
            // First: libraries that know neither take the first that is offered.
            socket.Options.AddSubProtocol(other.Subprotocol);
        }

        socket.Options.AddSubProtocol(framing.Subprotocol);
        if (options.ApiKey is { } apiKey)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {apiKey}");
        }

        try
        {
            await socket.ConnectAsync(url, options.Connections, cancellationToken);
            var taken = other is null || socket.SubProtocol == framing.Subprotocol ? framing : other;
            return new RealtimeClient(socket, taken, options.Echo is null ? null : new Loudspeaker(taken.InputRateHz), time);
        }
        catch (WebSocketException exception)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw WhyNotConnected(url, status, exception);
        }
    }

    public async Task<ServerMessage?> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Messages.TryRead(out var ready))
        {
            return ready;
        }

        using var elapsed = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellationToken);
        try
        {
            return await Messages.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (elapsed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException closed)
        {
            throw Ended(closed.InnerException);
        }
    }

    public ValueTask SendAsync(JsonObject clientEvent, CancellationToken cancellationToken) =>
        SendAsync(() => (WebSocketMessageType.Text, JsonSerializer.SerializeToUtf8Bytes(clientEvent)), cancellationToken);

    public ValueTask SendAudioAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken) =>
        SendAsync(() => Framing.EncodeAudio(samples.Span), cancellationToken);

    /// <summary>That the connection has ended, with the server's reason where it gave one.</summary>
    /// <param name="cause">What showed it; null for an orderly close.</param>
    public ClientException Ended(Exception? cause)
    {
        var why = string.IsNullOrEmpty(_socket.CloseStatusDescription) ? cause?.Message : _socket.CloseStatusDescription;
        return new(
            $"The server ended the connection{(why is null ? "" : $": {why.TrimEnd('.')}")}.",
            "Its log tells why.",
            ClientFault.Unavailable
        );
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _closing.CancelAsync();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _closing.Dispose();
        _sending.Dispose();
    }

    /// <param name="status">Of the server's HTTP response; 0 when there was none.</param>
    private static ClientException WhyNotConnected(Uri url, HttpStatusCode status, WebSocketException exception) =>
        status switch
        {
            HttpStatusCode.Unauthorized => new(
                $"The voice server at {url} needs an API key that it knows.",
                "Give it with --key or in LOCALVOICE_KEY, in code as API key; its operator makes one with 'localvoice keys new NAME'.",
                ClientFault.Refused
            ),
            HttpStatusCode.MisdirectedRequest => new(
                $"The server at {url} does not answer to the name '{url.Host}'.",
                "Use its own name, or let its operator add this one to AllowedHosts.",
                ClientFault.Refused
            ),
            HttpStatusCode.ServiceUnavailable => new(
                $"The server at {url} takes no more sessions now: it is full, stopping or still loading.",
                "Try again in a few seconds; its /readyz tells more.",
                ClientFault.Busy
            ),
            _ => new(
                $"No voice server answers at {url}: {exception.InnerException?.Message ?? exception.Message}",
                "Start one there with 'localvoice serve'; without --url the tool has its own.",
                ClientFault.Unavailable
            ),
        };

    private async ValueTask SendAsync(
        Func<(WebSocketMessageType Type, ReadOnlyMemory<byte> Payload)> encode,
        CancellationToken cancellationToken
    )
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            var (type, payload) = encode();
            await _socket.SendAsync(payload, type, endOfMessage: true, cancellationToken);
            Interlocked.Add(ref _bytesSent, payload.Length);
        }
        catch (Exception exception)
            when (exception is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // A socket that the other side has reset says OperationCanceledException.
            throw Ended(exception);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var reader = new WebSocketMessageReader(_socket);
            while (await reader.ReadAsync(cancellationToken) is { } received)
            {
                var message = Framing.Decode(received.Type, received.Payload, _time.GetTimestamp());
                Speaker?.Observe(message);
                await _messages.Writer.WriteAsync(message, cancellationToken);
            }

            await CloseAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = exception;
        }
        finally
        {
            _messages.Writer.TryComplete(failure);
        }
    }

    private async Task CloseAsync()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        // Chosen by trial, not measured.
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The server closed first, or did not respond within a second.
        }
    }
}
