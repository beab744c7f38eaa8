using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Jitter;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.Bench.Transport.Voice;

/// <summary>
/// The agent's voice as it comes: in order, at once, and only a lost packet is waited for. While the sender sends nothing nothing is
/// heard, rather than silence of that length. Packets from one thread.
/// </summary>
/// <param name="hear">Gets the frames, one call at a time.</param>
internal sealed class HeardVoice : IDisposable
{
    // A timer's resolution: one that is due a little later than this wakes once.
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly int _payloadType;
    private readonly Action<HeardFrame> _hear;
    private readonly TimeProvider _time;
    private readonly long _opened;
    private readonly OpusVoiceDecoder _decoder = new();
    private readonly JitterBuffer _buffer;
    private readonly byte[] _payload = new byte[JitterBuffer.PayloadBytes];
    private readonly short[] _samples = new short[CallAudio.MostUserSamples];
    private readonly ITimer _timer;
    private bool _wasQuiet = true;
    private HeardCount _count;

    public HeardVoice(int payloadType, Action<HeardFrame> hear, TimeProvider time)
    {
        (_payloadType, _hear, _time, _opened) = (payloadType, hear, time, time.GetTimestamp());
        _buffer = new(_decoder, new(_decoder.ClockHz));
        _timer = time.CreateTimer(_ => Drain(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public HeardCount Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_opened);

    /// <summary>What a report to the sender says; null while nothing has come.</summary>
    public ReceptionReport? Report() => _buffer.Report();

    public void Receive(ReadOnlySpan<byte> packet)
    {
        if (RtpPacket.TryRead(packet, out var read) && read.PayloadType == _payloadType)
        {
            _buffer.Add(read, Now);
            Drain();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Drain()
    {
        lock (_lock)
        {
            var lostBefore = _buffer.Concealed;
            while (_buffer.Take(Now, _payload) is { Kind: not NextAudioKind.Nothing } next)
            {
                var lost = _buffer.Concealed - lostBefore;
                lostBefore += lost;
                if (next.Kind == NextAudioKind.Conceal && lost == 0)
                {
                    _wasQuiet = true;
                    continue;
                }

                Hear(Decode(next));
                _count = new(_count.All + Math.Max(1, lost), _count.Concealed + lost);
            }

            if (_buffer.UntilNext(Now) is { } due)
            {
                _timer.Change(due + Resolution, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Hear(int samples)
    {
        _hear(new(_samples[..samples], _wasQuiet));
        _wasQuiet = false;
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
}
