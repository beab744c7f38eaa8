using System.Security.Cryptography;
using System.Threading.Channels;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Media;
using LocalVoice.WebRtc.Rtp;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Calls;

/// <summary>One call: a connection, the voices of both sides, and data channels. Knows nothing of sessions.</summary>
public sealed class PeerCall : IAsyncDisposable
{
    private readonly IPeerTransport _transport;
    private readonly IDataChannels? _channels;
    private readonly CallReports? _reports;
    private readonly UserTrack? _user;
    private bool _disposed;

    private PeerCall(CallOffer offer, IPeerNetwork network, IDataChannelFactory channels, TimeProvider time)
    {
        var receiver = new CallReceiver();
        _transport = network.Accept(offer.Remote, receiver);
        var ssrc = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);
        if (offer.Audio is { } audio)
        {
            var stream = new RtpStream(ssrc, audio.PayloadType);
            Agent = new(VoiceCodecs.Encoder(audio.Codec), stream, _transport.SendRtp, time);
            IsHeard = audio.Direction.HasFlag(MediaDirection.RecvOnly);
            _user = audio.Direction.HasFlag(MediaDirection.SendOnly)
                ? new(VoiceCodecs.Decoder(audio.Codec), audio.PayloadType, time)
                : null;
            _reports = new(_user?.Buffer, Agent, stream, _transport.SendRtcp, time);
            (receiver.User, receiver.Reports) = (_user, _reports);
        }

        if (offer.Data is { } data)
        {
            _channels = channels.Create(_transport, data, isDtlsClient: offer.Remote.IsDtlsServer);
            receiver.Channels = _channels;
        }

        var local = new LocalSide(_transport.Credentials, _transport.Fingerprint, _transport.Candidates, ssrc, channels.MaxMessageBytes);
        Answer = AnswerWriter.Write(offer, local, RandomNumberGenerator.GetInt32(1, int.MaxValue));
    }

    /// <summary>The SDP answer.</summary>
    public string Answer { get; }

    /// <summary>The agent's voice; null when the offer has no audio.</summary>
    public AgentTrack? Agent { get; }

    /// <summary>Whether the other side takes the agent's voice.</summary>
    public bool IsHeard { get; }

    /// <summary>The data channels that the other side opens; null when its offer has none.</summary>
    public ChannelReader<IDataChannel>? Channels => _channels?.Opened;

    /// <inheritdoc cref="IPeerTransport.Connected"/>
    public Task Connected => _transport.Connected;

    /// <inheritdoc cref="IPeerTransport.Closed"/>
    public Task Closed => _transport.Closed;

    /// <summary>What the call was like.</summary>
    public CallQuality Quality =>
        new(
            _user?.Statistics.Received ?? 0,
            _user?.Statistics.Lost ?? 0,
            _user?.Statistics.Jitter ?? TimeSpan.Zero,
            _reports?.LossThere ?? 0,
            _reports?.RoundTrip
        );

    /// <param name="sdp">The other side's offer.</param>
    /// <exception cref="SdpException">It cannot be used.</exception>
    /// <exception cref="TransportException">There is no room for another connection.</exception>
    public static PeerCall Accept(string sdp, IPeerNetwork network, IDataChannelFactory channels, TimeProvider time) =>
        new(OfferReader.Read(sdp), network, channels, time);

    /// <summary>Sends and receives voice, once connected, until cancelled or a part fails.</summary>
    /// <param name="hear">As of <see cref="UserTrack.RunAsync"/>.</param>
    /// <exception cref="TransportException">The other side never came.</exception>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> hear, CancellationToken over)
    {
        await _transport.Connected.WaitAsync(over).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over);
        Task[] parts =
        [
            Forever(either.Token),
            Agent is null ? Forever(either.Token) : Agent.RunAsync(either.Token),
            _reports is null ? Forever(either.Token) : _reports.RunAsync(either.Token),
            _user is null ? Forever(either.Token) : _user.RunAsync(hear, either.Token),
        ];
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        _user?.Dispose();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    /// <summary>Says goodbye and ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _user?.Dispose();
        Agent?.Dispose();
        if (_transport.Connected.IsCompletedSuccessfully)
        {
            _reports?.End();
        }

        if (_channels is not null)
        {
            await _channels.DisposeAsync().ConfigureAwait(false);
        }

        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    private static Task Forever(CancellationToken over) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, over);
}
