using System.Threading.Channels;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Cli.Serve.Echo;

/// <summary>
/// A session without engines, detection or memory: the agent says what the user says, in one response that does not end. Where the user
/// is silent for a while the agent is too, so that its voice begins anew with the next words, as a response does.
/// </summary>
internal sealed class EchoSession : IVoiceSession, ISessionMemory
{
    private const int FramesPerSecond = 50;
    private const int Ordinal = 1;

    // What a client does not take in time is lost: an echo that comes ever later measures nothing.
    private const int WaitingEvents = 8;

    private const double VoiceDbfs = -50;

    // 300 ms: longer than the pauses within a sentence.
    private const int SilentFrames = 15;
    private const int MostSamples = 48_000;

    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(WaitingEvents);
    private readonly StreamingResampler _resampler;
    private readonly float[] _heard = new float[MostSamples];
    private readonly float[] _spoken = new float[MostSamples * 3];
    private readonly int _frame;
    private readonly string _responseId = $"resp_{Guid.NewGuid():n}";
    private readonly string _itemId = $"item_{Guid.NewGuid():n}";
    private int _waiting;
    private int _silent = SilentFrames;
    private long _said;

    public EchoSession(SessionSettings settings)
    {
        _resampler = new(settings.InputFormat.SampleRateHz, settings.OutputFormat.SampleRateHz);
        _frame = settings.OutputFormat.SampleRateHz / FramesPerSecond;
    }

    public string Id { get; } = $"sess_{Guid.NewGuid():n}";

    public ISessionMemory Memory => this;

    public ChannelReader<SessionEvent> Events => _events.Reader;

    public async ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, string? eventId, CancellationToken cancellationToken)
    {
        if (_said == 0 && _waiting == 0)
        {
            await TellAsync(new ResponseCreated(_responseId, Spoken: true, null, null, null), cancellationToken);
            await TellAsync(new ResponseStarted(_responseId, _itemId, null, Ordinal, Spoken: true), cancellationToken);
        }

        var samples = encoded.Length / sizeof(short);
        Pcm16.Decode(encoded.Span, _heard.AsSpan(0, samples));
        _waiting += _resampler.Process(_heard.AsSpan(0, samples), _spoken.AsSpan(_waiting));
        while (_waiting >= _frame)
        {
            Say();
        }
    }

    public async ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken)
    {
        if (command is UpdateSettings update)
        {
            await TellAsync(new SettingsUpdated(update.Settings), cancellationToken);
        }
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken) => DisposeAsync();

    public ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    bool ISessionMemory.TryTake(long bytes) => true;

    void ISessionMemory.GiveBack(long bytes) { }

    private void Say()
    {
        var frame = new short[_frame];
        Pcm16.FromFloat(_spoken.AsSpan(0, _frame), frame);
        _waiting -= _frame;
        _spoken.AsSpan(_frame, _waiting).CopyTo(_spoken);
        _silent = SoundLevel.RmsDbfs(frame) > VoiceDbfs ? 0 : _silent + 1;
        if (_silent < SilentFrames)
        {
            _ = _events.Writer.TryWrite(new ResponseAudio(_responseId, _itemId, Ordinal, _said, frame, false, default));
        }

        _said += _frame;
    }

    private async ValueTask TellAsync(SessionEvent happening, CancellationToken cancellationToken)
    {
        try
        {
            await _events.Writer.WriteAsync(happening, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The session has ended: what is said after that is discarded.
        }
    }
}

/// <summary>Opens sessions that echo.</summary>
internal sealed class EchoSessions : IVoiceSessionFactory
{
    public IVoiceSession Open(SessionSettings settings, ISessionObserver? observer = null) => new EchoSession(settings);
}
