using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LocalVoice.Testing.Telephony;

/// <summary>
/// Twilio's end of a Media Stream, as strict as its documents: every message of the server's is held to <see cref="TwilioRules"/>.
/// Audio waits until the test lets it play; marks come back when all before them has been played, or was cleared.
/// </summary>
public sealed class FakeTwilio : IAsyncDisposable
{
    public const string StreamSid = "MZ18ad3ab5a668481ce02b83e7395059f0";
    public const string CallSid = "CA388f33ff2d6e4ff3b7a2d8a9dd5f2ed6";
    private const string AccountSid = "ACfa7e2c9b01d84e5fbd2a6a7c3f0e9d11";
    private const int RateHz = 8_000;

    private readonly ClientWebSocket _socket;
    private readonly Channel<SentToTwilio> _sent = Channel.CreateBounded<SentToTwilio>(10_000);
    private readonly Queue<SentToTwilio> _buffer = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Lock _lock = new();
    private readonly Task _reading;
    private int _sequence;
    private int _chunk;
    private int _played;

    private FakeTwilio(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    /// <summary>Every message of the server's, in order; completes with its close, and fails with the first that breaks a rule.</summary>
    public ChannelReader<SentToTwilio> Sent => _sent.Reader;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseDescription => _socket.CloseStatusDescription;

    /// <summary>How long what waits would play.</summary>
    public TimeSpan Buffered
    {
        get
        {
            lock (_lock)
            {
                return TimeSpan.FromSeconds((double)(_buffer.Sum(sent => sent.MuLaw.Length) - _played) / RateHz);
            }
        }
    }

    /// <summary>Dials; nothing is said yet.</summary>
    public static async Task<FakeTwilio> DialAsync(Uri url, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        using var patience = Patience();
        await socket.ConnectAsync(url, patience.Token);
        return new(socket);
    }

    /// <summary>Dials and begins the stream.</summary>
    /// <param name="model">The custom parameter; null for none.</param>
    public static async Task<FakeTwilio> CallAsync(Uri url, string? model = null, params (string Name, string Value)[] headers)
    {
        var call = await DialAsync(url, headers);
        await call.ConnectedAsync();
        await call.StartAsync(model);
        return call;
    }

    public Task ConnectedAsync() => SendRawAsync("""{"event":"connected","protocol":"Call","version":"1.0.0"}""");

    public Task StartAsync(string? model = null) =>
        SendAsync(
            "start",
            new JsonObject
            {
                ["accountSid"] = AccountSid,
                ["streamSid"] = StreamSid,
                ["callSid"] = CallSid,
                ["tracks"] = new JsonArray("inbound"),
                ["mediaFormat"] = new JsonObject
                {
                    ["encoding"] = "audio/x-mulaw",
                    ["sampleRate"] = RateHz,
                    ["channels"] = 1,
                },
                ["customParameters"] = model is null ? new JsonObject() : new JsonObject { ["model"] = model },
            }
        );

    /// <summary>The caller's voice: 20 ms as a rule.</summary>
    public Task HearAsync(ReadOnlySpan<byte> muLaw) =>
        SendAsync(
            "media",
            new JsonObject
            {
                ["track"] = "inbound",
                ["chunk"] = $"{++_chunk}",
                ["timestamp"] = $"{_chunk * 20}",
                ["payload"] = Convert.ToBase64String(muLaw),
            }
        );

    public Task PressAsync(char digit) => SendAsync("dtmf", new JsonObject { ["track"] = "inbound_track", ["digit"] = $"{digit}" });

    /// <summary>The caller hangs up.</summary>
    public Task StopAsync() => SendAsync("stop", new JsonObject { ["accountSid"] = AccountSid, ["callSid"] = CallSid });

    /// <summary>Plays what waits, for so long; the marks that are reached come back.</summary>
    public async Task PlayAsync(TimeSpan length)
    {
        List<string> reached = [];
        lock (_lock)
        {
            _played += (int)(length.TotalSeconds * RateHz);
            while (_buffer.TryPeek(out var next) && next.MuLaw.Length <= _played)
            {
                _played -= _buffer.Dequeue().MuLaw.Length;
                reached.AddRange(next.Event == "mark" ? [next.Mark] : []);
            }

            _played = _buffer.Count == 0 ? 0 : _played;
        }

        await ReturnAsync(reached);
    }

    public async Task SendRawAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            using var patience = Patience();
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>A text message in so many fragments, whatever their bytes are.</summary>
    public async Task SendFragmentsAsync(params byte[][] fragments)
    {
        using var patience = Patience();
        for (var i = 0; i < fragments.Length; i++)
        {
            await _socket.SendAsync(fragments[i], WebSocketMessageType.Text, i == fragments.Length - 1, patience.Token);
        }
    }

    /// <summary>The next message of the server's; null when it has closed.</summary>
    /// <exception cref="InvalidDataException">It, or one before, breaks a rule.</exception>
    public async Task<SentToTwilio?> NextAsync()
    {
        using var patience = Patience();
        return await _sent.Reader.WaitToReadAsync(patience.Token) ? await _sent.Reader.ReadAsync(patience.Token) : null;
    }

    /// <summary>Reads on until the server closes.</summary>
    public async Task<WebSocketCloseStatus?> ClosedAsync()
    {
        while (await NextAsync() is not null) { }

        return _socket.CloseStatus;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sending.Dispose();
    }

    private static CancellationTokenSource Patience() => new(TimeSpan.FromSeconds(30));

    private Task SendAsync(string kind, JsonObject content) =>
        SendRawAsync(
            new JsonObject
            {
                ["event"] = kind,
                ["sequenceNumber"] = $"{++_sequence}",
                ["streamSid"] = StreamSid,
                [kind] = content,
            }.ToJsonString()
        );

    private async Task ReturnAsync(IEnumerable<string> marks)
    {
        foreach (var mark in marks)
        {
            await SendAsync("mark", new JsonObject { ["name"] = mark });
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                if (received.MessageType != WebSocketMessageType.Text || !received.EndOfMessage)
                {
                    throw new InvalidDataException("Twilio takes text messages only.");
                }

                await TakeAsync(TwilioRules.Require(buffer.AsMemory(0, received.Count), StreamSid));
            }

            if (_socket.State == WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }

            _sent.Writer.TryComplete();
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            _sent.Writer.TryComplete();
        }
        catch (InvalidDataException broken)
        {
            _sent.Writer.TryComplete(broken);
        }
    }

    private async Task TakeAsync(SentToTwilio sent)
    {
        List<string> cleared = [];
        lock (_lock)
        {
            if (sent.Event == "clear")
            {
                cleared = [.. _buffer.Where(waiting => waiting.Event == "mark").Select(waiting => waiting.Mark)];
                _buffer.Clear();
                _played = 0;
            }
            else
            {
                _buffer.Enqueue(sent);
            }
        }

        await _sent.Writer.WriteAsync(sent);
        await ReturnAsync(cleared);
    }
}
