using System.Runtime.InteropServices;
using System.Threading.Channels;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Jitter;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.WebRtc.Media;

/// <summary>
/// The user's voice: takes its packets as they come and gives its samples in order. What one packet holds is heard when it comes,
/// unless one before it is still awaited. Packets from one thread, one reader.
/// </summary>
public sealed class UserTrack : IDisposable
{
    // A timer's resolution: one that is due a little later than this wakes once, not again and again.
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);

    private readonly IAudioDecoder _decoder;
    private readonly int _payloadType;
    private readonly TimeProvider _time;
    private readonly long _opened;
    private readonly ITimer _timer;
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly byte[] _payload = new byte[JitterBuffer.PayloadBytes];
    private readonly short[] _samples = new short[CallAudio.MostUserSamples];
    private readonly byte[] _heard = new byte[CallAudio.MostUserSamples * sizeof(short)];

    public UserTrack(IAudioDecoder decoder, int payloadType, TimeProvider time)
    {
        (_decoder, _payloadType, _time, _opened) = (decoder, payloadType, time, time.GetTimestamp());
        Statistics = new(decoder.ClockHz);
        Buffer = new(decoder, Statistics);
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ReceptionStatistics Statistics { get; }

    internal JitterBuffer Buffer { get; }

    private TimeSpan Now => _time.GetElapsedTime(_opened);

    /// <summary>Keeps the packet for the reader; one of another payload type is passed over.</summary>
    public void Receive(ReadOnlySpan<byte> packet)
    {
        if (RtpPacket.TryRead(packet, out var read) && read.PayloadType == _payloadType)
        {
            Buffer.Add(read, Now);
            Wake();
        }
    }

    /// <summary>Gives what the user says until the track is disposed.</summary>
    /// <param name="hear">
    /// Gets signed 16-bit little-endian samples at <see cref="CallAudio.UserHz"/>, valid until it completes. While it waits, packets
    /// are kept; those beyond the buffer are lost.
    /// </param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> hear, CancellationToken over)
    {
        while (await _wakes.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            _wakes.Reader.TryRead(out _);
            while (Buffer.Take(Now, _payload) is { Kind: not NextAudioKind.Nothing } next)
            {
                over.ThrowIfCancellationRequested();
                if (Decode(next) is > 0 and var samples)
                {
                    MemoryMarshal.AsBytes(_samples.AsSpan(0, samples)).CopyTo(_heard);
                    await hear(_heard.AsMemory(0, samples * sizeof(short)), over).ConfigureAwait(false);
                }
            }

            if (Buffer.UntilNext(Now) is { } due)
            {
                _timer.Change(due + Resolution, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _wakes.Writer.TryComplete();
    }

    private int Decode(NextAudio next)
    {
        var payload = _payload.AsSpan(0, next.PayloadBytes);
        return next.Kind switch
        {
            NextAudioKind.Packet => _decoder.Decode(payload, _samples),
            NextAudioKind.Recover => _decoder.Recover(payload, next.ClockSamples, _samples),
            _ => _decoder.Conceal(next.ClockSamples, _samples),
        };
    }

    private void Wake() => _wakes.Writer.TryWrite(true);
}
