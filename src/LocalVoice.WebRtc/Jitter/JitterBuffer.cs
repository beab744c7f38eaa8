using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.WebRtc.Jitter;

/// <summary>
/// Puts a stream's packets in order. What is next is given at once, since a session counts time in samples: only a gap is
/// kept open for a while, in case its packet is still on its way. Where the sender was silent (DTX), silence takes the time. One
/// writer and one reader, on any threads; allocates nothing once made.
/// </summary>
public sealed class JitterBuffer
{
    /// <summary>Longest payload that is kept: Opus allows no longer frame (RFC 6716, section 3.2.1).</summary>
    public const int PayloadBytes = 1275;

    /// <summary>Packets; of 20 ms they are 1.3 s. A reader further behind loses the oldest.</summary>
    public const int Slots = 64;

    // Losses in a row that are concealed, 200 ms of packets of 20 ms: beyond, nothing sounds like the voice any more.
    private const int MostConcealed = 10;

    // RFC 3550, appendix A.1: MAX_DROPOUT.
    private const int Restart = 3000;

    // An Opus packet of a pause is one or two bytes (RFC 6716, section 2.1.9).
    private const int SilentBytes = 2;

    /// <summary>How long a gap is kept open, by the jitter: 20…60 ms. Three times its mean deviation is nearly all of it.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(60);

    /// <summary>Silence that is made up for one gap of the sender's at most.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly IPayloadClock _clock;
    private readonly ReceptionStatistics _statistics;
    private readonly SequenceNumbers _numbers = new();
    private readonly MadeUpAudio _madeUp;
    private readonly Slot[] _slots = new Slot[Slots];
    private readonly int _frameSamples;
    private uint? _ssrc;
    private long _next;
    private uint _position;
    private int _waiting;
    private long? _suspect;
    private int _duration;
    private int _concealed;
    private TimeSpan? _silentFrom;

    /// <param name="statistics">Counts what comes.</param>
    public JitterBuffer(IPayloadClock clock, ReceptionStatistics statistics)
    {
        (_clock, _statistics, _frameSamples) = (clock, statistics, clock.ClockHz / 50);
        _duration = _frameSamples;
        _madeUp = new(clock.ClockHz);
        for (var i = 0; i < Slots; i++)
        {
            _slots[i].Payload = new byte[PayloadBytes];
        }
    }

    /// <summary>Packets that came when their time had passed, or twice, or did not fit.</summary>
    public long Dropped { get; private set; }

    /// <summary>Packets in whose place something else was given.</summary>
    public long Concealed { get; private set; }

    private TimeSpan Wait => TimeSpan.FromTicks(Math.Clamp(3 * _statistics.Jitter.Ticks, ShortestWait.Ticks, LongestWait.Ticks));

    /// <param name="now">On any clock that does not jump; the same as for <see cref="Take"/>.</param>
    public void Add(in RtpPacket packet, TimeSpan now)
    {
        lock (_lock)
        {
            _statistics.Count(packet, now);
            if (packet.Payload.IsEmpty || packet.Payload.Length > PayloadBytes)
            {
                Dropped++;
                return;
            }

            if (_ssrc != packet.Ssrc)
            {
                Begin(packet);
            }

            var number = _numbers.Extend(packet.Sequence);
            if (Math.Abs(number - _next) > Restart)
            {
                // Two that follow each other are a sender that began anew; one is a stray.
                var isRestart = _suspect == packet.Sequence;
                _suspect = (ushort)(packet.Sequence + 1);
                if (!isRestart)
                {
                    Dropped++;
                    return;
                }

                Begin(packet);
                number = _numbers.Extend(packet.Sequence);
            }

            Keep(packet, number, now);
        }
    }

    /// <summary>Takes what is next; again until there is nothing.</summary>
    /// <param name="payload">At least <see cref="PayloadBytes"/>; gets the packet.</param>
    public NextAudio Take(TimeSpan now, Span<byte> payload)
    {
        lock (_lock)
        {
            if (_waiting == 0)
            {
                return TakeSilence(now);
            }

            ref var slot = ref SlotOf(_next);
            return slot.Number == _next ? TakePacket(ref slot, now, payload) : TakeLost(now, payload);
        }
    }

    /// <summary>When <see cref="Take"/> has something although nothing more comes.</summary>
    /// <returns>From now; null: only another packet changes anything.</returns>
    public TimeSpan? UntilNext(TimeSpan now)
    {
        lock (_lock)
        {
            var due = _waiting > 0 ? SlotOf(FirstKept()).Arrival + Wait : _silentFrom;
            return due is { } at ? TimeSpan.FromTicks(Math.Max(0, (at - now).Ticks)) : null;
        }
    }

    /// <summary>What a report to the sender says.</summary>
    public ReceptionReport? Report()
    {
        lock (_lock)
        {
            return _statistics.Report();
        }
    }

    private void Begin(in RtpPacket packet)
    {
        _ssrc = packet.Ssrc;
        _numbers.Reset();
        (_next, _position, _waiting, _suspect, _silentFrom, _concealed) = (packet.Sequence, packet.Timestamp, 0, null, null, 0);
        for (var i = 0; i < Slots; i++)
        {
            _slots[i].Number = -1;
        }
    }

    private void Keep(in RtpPacket packet, long number, TimeSpan now)
    {
        while (number >= _next + Slots && _waiting > 0)
        {
            Drop(_next++);
        }

        _next = Math.Max(_next, number - Slots + 1);
        ref var slot = ref SlotOf(number);
        if (number < _next || slot.Number == number)
        {
            Dropped++;
            return;
        }

        packet.Payload.CopyTo(slot.Payload);
        (slot.Number, slot.Length, slot.Timestamp, slot.Arrival) = (number, packet.Payload.Length, packet.Timestamp, now);
        _waiting++;
    }

    private void Drop(long number)
    {
        ref var slot = ref SlotOf(number);
        if (slot.Number == number)
        {
            slot.Number = -1;
            _waiting--;
            Dropped++;
        }
    }

    private NextAudio TakePacket(ref Slot slot, TimeSpan now, Span<byte> payload)
    {
        var gap = (int)(slot.Timestamp - _position);
        if (gap >= _clock.ClockHz / 400)
        {
            var most = Math.Min((int)(LongestSilence.TotalSeconds * _clock.ClockHz), _madeUp.Left(now));
            var length = Math.Min(Math.Min(gap, most), _frameSamples);
            _position = (gap > most ? slot.Timestamp - (uint)most : _position) + (uint)length;
            if (length > 0)
            {
                _madeUp.Take(length);
                return new(NextAudioKind.Conceal, 0, length);
            }
        }

        slot.Payload.AsSpan(0, slot.Length).CopyTo(payload);
        var duration = _clock.DurationOf(payload[..slot.Length]);
        var taken = new NextAudio(NextAudioKind.Packet, slot.Length, duration);
        _duration = duration > 0 ? duration : _duration;
        _position = slot.Timestamp + (uint)duration;
        _silentFrom = slot.Length <= SilentBytes ? now + Wait + DurationOf(_duration) : null;
        slot.Number = -1;
        _waiting--;
        _next++;
        _concealed = 0;
        return taken;
    }

    private NextAudio TakeLost(TimeSpan now, Span<byte> payload)
    {
        var first = FirstKept();
        ref var slot = ref SlotOf(first);
        if (now - slot.Arrival < Wait)
        {
            return NextAudio.Nothing;
        }

        if (_concealed >= MostConcealed || _madeUp.Left(now) < _duration)
        {
            Concealed += first - _next;
            _next = first;
            return TakePacket(ref slot, now, payload);
        }

        _concealed++;
        Concealed++;
        _next++;
        _position += (uint)_duration;
        _madeUp.Take(_duration);
        if (first != _next)
        {
            return new(NextAudioKind.Conceal, 0, _duration);
        }

        slot.Payload.AsSpan(0, slot.Length).CopyTo(payload);
        return new(NextAudioKind.Recover, slot.Length, _duration);
    }

    /// <summary>A sender that has said that it is silent says nothing more for 400 ms; the user's turn must not wait for it.</summary>
    private NextAudio TakeSilence(TimeSpan now)
    {
        if (_silentFrom is not { } due || now < due)
        {
            return NextAudio.Nothing;
        }

        _silentFrom = due + DurationOf(_frameSamples);
        _position += (uint)_frameSamples;
        return new(NextAudioKind.Conceal, 0, _frameSamples);
    }

    private long FirstKept()
    {
        var first = _next;
        while (SlotOf(first).Number != first)
        {
            first++;
        }

        return first;
    }

    private TimeSpan DurationOf(int samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / _clock.ClockHz);

    private ref Slot SlotOf(long number) => ref _slots[number & (Slots - 1)];

    private struct Slot
    {
        public byte[] Payload;
        public long Number;
        public int Length;
        public uint Timestamp;
        public TimeSpan Arrival;
    }
}
