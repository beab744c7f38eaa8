using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalVoice.Bench.Transport.Link;
using LocalVoice.Bench.Transport.Voice;
using LocalVoice.Client;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.DataChannels;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Bench.Transport;

/// <summary>
/// A WebRTC call to <c>POST /v1/realtime/calls</c>, as a browser makes it, with an ear without a playback buffer. The agent's voice is
/// given as <see cref="ResponseAudio"/> as its packets come; its events come over the data channel <c>oai-events</c>.
/// </summary>
public sealed class RtcConnection : IRealtimeConnection, IPacketReceiver
{
    private const string EventChannel = "oai-events";

    // Twenty seconds of packets, as the WebSocket's.
    private const int MessageCapacity = 1024;

    private readonly TimeProvider _time;
    private readonly CallerLink _link;
    private readonly RtpStream _stream = new((uint)RandomNumberGenerator.GetInt32(1, int.MaxValue), OfferText.PayloadType);
    private readonly SentVoice _sent;
    private readonly HeardVoice _heard;
    private readonly VoiceReports _reports;
    private readonly Channel<ServerMessage> _messages = Channel.CreateBounded<ServerMessage>(MessageCapacity);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _running = [];
    private DataChannelConnection? _channels;
    private DataChannel? _events;
    private long _bytesSent;
    private int _ordinal;
    private long _position;
    private volatile bool _isOver = true;

    private RtcConnection(TimeProvider time)
    {
        (_time, _link) = (time, new CallerLink(time));
        _sent = new(_stream, _link.SendRtp);
        _heard = new(OfferText.PayloadType, Hear, time);
        _reports = new(_stream, _sent, _heard, _link.SendRtcp, time);
    }

    public IClientFraming Framing { get; } = new Base64Framing();

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Of the agent's voice so far.</summary>
    public HeardCount Heard => _heard.Count;

    /// <param name="url">Where the offer is posted.</param>
    /// <param name="apiKey">Bearer token, or null.</param>
    /// <param name="withEvents">Whether events are wanted; without them it is voice alone.</param>
    /// <exception cref="ClientException">The server cannot be reached, or refused the call.</exception>
    public static async Task<RtcConnection> ConnectAsync(
        Uri url,
        string? apiKey,
        bool withEvents,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var connection = new RtcConnection(time);
        try
        {
            var offer = OfferText.Write(connection._link.Credentials, connection._link.Fingerprint, connection._stream.Ssrc, withEvents);
            var answer = PeerAnswer.Read(await CallPost.SendAsync(url, apiKey, offer, cancellationToken));
            await connection.ConnectAsync(answer, withEvents, cancellationToken);
            return connection;
        }
        catch (Exception failure) when (failure is TransportException or SdpException)
        {
            await connection.DisposeAsync();
            throw new ClientException(
                $"The call to {url} did not come to be: {failure.Message}",
                "Its log tells more; calls need UDP.",
                ClientFault.Unavailable
            );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<ServerMessage?> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_messages.Reader.TryRead(out var ready))
        {
            return ready;
        }

        using var elapsed = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellationToken);
        try
        {
            return await _messages.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            throw Ended();
        }
    }

    public async ValueTask SendAsync(JsonObject clientEvent, CancellationToken cancellationToken)
    {
        var text = clientEvent.ToJsonString(JsonSerializerOptions.Default);
        try
        {
            await (_events ?? throw Ended()).SendAsync(text);
            Interlocked.Add(ref _bytesSent, Encoding.UTF8.GetByteCount(text));
        }
        catch (TransportException)
        {
            throw Ended();
        }
    }

    public ValueTask SendAudioAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _bytesSent, _sent.Send(samples.Span));
        return ValueTask.CompletedTask;
    }

    void IPacketReceiver.ReceiveRtp(ReadOnlySpan<byte> packet) => _heard.Receive(packet);

    void IPacketReceiver.ReceiveRtcp(ReadOnlySpan<byte> packet) => _reports.Receive(packet);

    void IPacketReceiver.ReceiveData(ReadOnlySpan<byte> datagram) => _channels?.Receive(datagram);

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _channels?.Dispose();
        await _link.DisposeAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _heard.Dispose();
        _messages.Writer.TryComplete();
        _closing.Dispose();
    }

    private async Task ConnectAsync(PeerAnswer answer, bool withEvents, CancellationToken cancellationToken)
    {
        if (withEvents)
        {
            _channels = new(new(answer.Remote.IsDtlsServer) { RemotePort = OfferText.SctpPort }, _link.SendData);
        }

        await _link.ConnectAsync(answer, this, cancellationToken);
        _running.Add(_reports.RunAsync(_closing.Token));
        if (_channels is not null)
        {
            _channels.Start();
            _events = await _channels.OpenAsync(EventChannel).WaitAsync(cancellationToken);
            _running.Add(ReadEventsAsync(_events));
        }
    }

    private async Task ReadEventsAsync(DataChannel events)
    {
        try
        {
            await foreach (var text in events.Messages.ReadAllAsync(_closing.Token))
            {
                var message = Framing.Decode(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text), _time.GetTimestamp());
                _isOver |= message is ServerEvent { Type: "output_audio_buffer.stopped" or "output_audio_buffer.cleared" };
                await _messages.Writer.WriteAsync(message, _closing.Token);
            }
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }

    /// <summary>Voice after a silence is another response's, once the one before is over.</summary>
    private void Hear(HeardFrame frame)
    {
        if (frame.Begins && _isOver)
        {
            (_ordinal, _position, _isOver) = (_ordinal + 1, 0, false);
        }

        // What nobody reads is nobody's to hear.
        _messages.Writer.TryWrite(new ResponseAudio(_ordinal, _position, frame.Samples, CallAudio.UserHz, _time.GetTimestamp()));
        _position += frame.Samples.Length;
    }

    private static ClientException Ended() => new("The server ended the call.", "Its log tells why.", ClientFault.Unavailable);
}
