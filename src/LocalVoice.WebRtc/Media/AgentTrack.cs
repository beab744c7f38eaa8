using System.Security.Cryptography;
using System.Threading.Channels;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.WebRtc.Media;

/// <summary>
/// The agent's voice: sends frames on time, one packet each, and says what became of them. While there is none it sends nothing, after
/// a little silence. Frames from one producer; the rest may be called on any thread.
/// </summary>
/// <param name="send">Sends a packet, which it copies.</param>
public sealed class AgentTrack(IAudioEncoder encoder, RtpStream stream, PacketSender send, TimeProvider time) : IDisposable
{
    /// <summary>Frames that wait: above the 300 ms that a session sends ahead.</summary>
    public const int WaitingFrames = 32;

    // A decoder fades into silence instead of stretching the last sound.
    private const int SilentFrames = 5;

    // 100 ms, as often as a browser of ours reports its playback.
    private const int FramesPerPosition = 5;

    private const int WaitingEvents = 64;

    private readonly Lock _lock = new();
    private readonly uint _firstTimestamp = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
    private readonly long _opened = time.GetTimestamp();
    private readonly Channel<AgentFrame> _frames = Channel.CreateBounded<AgentFrame>(WaitingFrames);
    private readonly Channel<TrackEvent> _events = Channel.CreateBounded<TrackEvent>(
        new BoundedChannelOptions(WaitingEvents) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly Channel<SentPosition> _positions = Channel.CreateBounded<SentPosition>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly byte[] _packet = new byte[RtpPacket.HeaderBytes + CallAudio.MostPayloadBytes];
    private readonly short[] _samples = new short[CallAudio.AgentFrameSamples];
    private readonly VoiceGain _gain = new();
    private AgentFrame? _playing;
    private int _flushed = -1;
    private int _silent;
    private int _lossPercent;
    private volatile bool _paused;

    /// <summary>In order. Of a reader that never comes the oldest are lost.</summary>
    public ChannelReader<TrackEvent> Events => _events.Reader;

    /// <summary>The newest position only.</summary>
    public ChannelReader<SentPosition> Positions => _positions.Reader;

    private TimeSpan Now => time.GetElapsedTime(_opened);

    /// <summary>Waits while enough frames are waiting.</summary>
    public ValueTask PlayAsync(in AgentFrame frame, CancellationToken cancellationToken) =>
        _frames.Writer.WriteAsync(frame, cancellationToken);

    /// <summary>Throws away what was not sent of an item.</summary>
    public void Flush(int item)
    {
        lock (_lock)
        {
            _flushed = item;
            if (_playing is { } playing && playing.Item == item)
            {
                Tell(TrackEventKind.Cleared, playing);
                _playing = null;
            }
        }
    }

    /// <param name="db">0 is the voice as it is.</param>
    public void SetGain(double db) => _gain.Set(db);

    /// <summary>The voice stops where it is.</summary>
    public void Pause() => _paused = true;

    /// <summary>The voice goes on where it stopped.</summary>
    public void GoOn() => _paused = false;

    /// <summary>How much the other side loses, 0…100.</summary>
    public void NoteLoss(int percent) => Volatile.Write(ref _lossPercent, percent);

    /// <summary>Sends until cancelled.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(CallAudio.Frame, time);
        while (await _frames.Reader.WaitToReadAsync(over).ConfigureAwait(false))
        {
            // The ticks follow the voice, which begins at once.
            timer.Period = CallAudio.Frame;
            var (begun, timestamp) = (Now, TimestampAt(Now));
            var pace = new FramePace(CallAudio.Frame, begun);
            do
            {
                var first = pace.Take(Now, out var due);
                for (var i = 0; i < due; i++)
                {
                    SendNext(timestamp + (uint)((first + i) * encoder.FrameClockSamples));
                }
            } while (!IsQuiet() && await timer.WaitForNextTickAsync(over).ConfigureAwait(false));
        }
    }

    /// <summary>Writes what a report says of the track (RFC 3550, section 6.4), once anything was sent as its sender.</summary>
    internal void WriteReport(ref RtcpWriter report, ulong ntpTime, ReceptionReport? heard)
    {
        lock (_lock)
        {
            if (stream.Packets > 0)
            {
                report.WriteSenderReport(stream, ntpTime, TimestampAt(Now), heard);
            }
            else
            {
                report.WriteReceiverReport(stream.Ssrc, heard);
            }
        }
    }

    public void Dispose()
    {
        _frames.Writer.TryComplete();
        _events.Writer.TryComplete();
        _positions.Writer.TryComplete();
    }

    private uint TimestampAt(TimeSpan now) => _firstTimestamp + (uint)(now.Ticks * encoder.FrameClockSamples / CallAudio.Frame.Ticks);

    /// <summary>A frame that comes from now on begins anew, and at once.</summary>
    private bool IsQuiet() => _silent > SilentFrames && !_paused;

    private void SendNext(uint timestamp)
    {
        lock (_lock)
        {
            var isNew = _silent > SilentFrames || stream.Packets == 0;
            if (!_paused && TryTake(out var frame))
            {
                _silent = 0;
                Begin(frame);
                frame.Samples.Span[..Math.Min(frame.Samples.Length, _samples.Length)].CopyTo(_samples);
                _samples.AsSpan(Math.Min(frame.Samples.Length, _samples.Length)).Clear();
                _gain.Apply(_samples);
                Send(timestamp, isNew);
                Note(frame);
            }
            else if (_silent++ < SilentFrames)
            {
                _samples.AsSpan().Clear();
                Send(timestamp, marked: false);
            }
        }
    }

    /// <summary>The next frame that may be sent. The end of an item that has no more audio is noted on the way.</summary>
    private bool TryTake(out AgentFrame frame)
    {
        while (_frames.Reader.TryRead(out frame))
        {
            if (frame.Cancelled.IsCancellationRequested || frame.Item == _flushed)
            {
                continue;
            }

            if (!frame.Samples.IsEmpty)
            {
                return true;
            }

            Note(frame);
        }

        return false;
    }

    private void Begin(in AgentFrame frame)
    {
        if (_playing?.Item == frame.Item)
        {
            return;
        }

        if (_playing is { } before)
        {
            Tell(TrackEventKind.Stopped, before);
        }

        _playing = frame;
        Tell(TrackEventKind.Started, frame);
    }

    private void Note(in AgentFrame frame)
    {
        var sent = frame.FirstSample + frame.Samples.Length;
        var number = frame.FirstSample / CallAudio.AgentFrameSamples;
        if (frame.IsLast || number % FramesPerPosition == 0)
        {
            _positions.Writer.TryWrite(new(frame.Item, sent));
        }

        if (frame.IsLast && _playing?.Item == frame.Item)
        {
            Tell(TrackEventKind.Stopped, frame);
            _playing = null;
        }
    }

    private void Send(uint timestamp, bool marked)
    {
        encoder.LossPercent = Volatile.Read(ref _lossPercent);
        var length = encoder.Encode(_samples, _packet.AsSpan(RtpPacket.HeaderBytes));
        var packet = _packet.AsSpan(0, RtpPacket.HeaderBytes + length);
        stream.WriteHeader(packet, timestamp, marked);
        send(packet);
    }

    private void Tell(TrackEventKind kind, in AgentFrame frame) => _events.Writer.TryWrite(new(kind, frame.ResponseId));
}

/// <summary>Sends a packet, or loses it; copies what it keeps.</summary>
public delegate void PacketSender(ReadOnlySpan<byte> packet);
