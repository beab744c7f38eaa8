using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// The user's audio of one turn, with a recogniser stream of its own: no other turn can discard or extend it. At most one
/// interim decode at a time, finals take precedence. Results are posted to the session's loop, the only caller.
/// </summary>
internal sealed class Utterance
{
    private readonly IRecognitionStream _stream;
    private readonly UtteranceRoom _room;
    private readonly SpeechCopy? _copy;
    private readonly Func<object, ValueTask> _post;
    private readonly CancellationToken _sessionEnded;
    private readonly Task _listening;
    private readonly List<CancellationTokenSource> _interims = [];
    private Task _interimTask = Task.CompletedTask;
    private Task _finalTasks = Task.CompletedTask;
    private int _holders = 1;

    public Utterance(OpenedStream opened, UtteranceRoom room, Func<object, ValueTask> post, CancellationToken sessionEnded)
    {
        (_stream, Engine, Report) = (opened.Stream, opened.Engine, opened.Report);
        (_room, _post, _sessionEnded) = (room, post, sessionEnded);
        _copy = room.KeepsCopy ? new() : null;
        TakesTurns = _stream is ITurnTakingStream;
        _listening = _stream is ITurnTakingStream turns ? ListenAsync(turns) : Task.CompletedTask;
    }

    public EngineInfo Engine { get; }

    public BackendReport Report { get; }

    /// <summary>Whether the recogniser tells where the turn ends; else the silence does.</summary>
    public bool TakesTurns { get; private set; }

    /// <summary>Input position, at 16 kHz, up to which audio was appended.</summary>
    public long Until { get; private set; }

    /// <summary>Audio kept; less than appended when there was no _room.</summary>
    public TimeSpan Audio => _room.Held;

    /// <summary>Completes when the utterance has ended and its stream is closed; faults when the recogniser fails to close it.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>Whether an interim is under way.</summary>
    public bool IsDecoding => !_interimTask.IsCompleted;

    /// <summary>Whether nothing more is appended or begun.</summary>
    public bool Ended { get; private set; }

    /// <summary>Audio for which there is no room is dropped; the room tells.</summary>
    /// <param name="until">Input position after the last sample.</param>
    public void Append(ReadOnlySpan<float> samples, long until)
    {
        Until = until;
        if (_room.TryTake(samples.Length))
        {
            _stream.Append(samples);
            _copy?.Append(samples);
        }
    }

    /// <summary>The audio since the last time, 16 kHz; empty where none is kept.</summary>
    public ReadOnlyMemory<short> TakeCopy() => _copy?.Take() ?? default;

    /// <summary>Why audio was dropped; told once.</summary>
    public RoomShortage TakeShortage() => _room.TakeShortage();

    /// <summary>Starts an interim decode unless a decode is running.</summary>
    /// <param name="urgent">Whether the agent's going on depends on it.</param>
    public void BeginInterim(long turnId, bool urgent)
    {
        if (_interimTask.IsCompleted && _finalTasks.IsCompleted)
        {
            _interimTask = DecodeInterimAsync(turnId, urgent, BeginCancellable());
        }
    }

    /// <summary>
    /// The user is quiet, if only for a moment: what was said is decoded ahead. The stream gives up a running interim that lacks
    /// some of it.
    /// </summary>
    /// <param name="silence">Since the last voiced sample.</param>
    public void DecodeAhead(long turnId, TimeSpan silence)
    {
        _stream.Pauses(silence);
        _interimTask = Task.WhenAll(_interimTask, DecodeInterimAsync(turnId, urgent: false, BeginCancellable()));
    }

    /// <summary>The user goes on.</summary>
    public void GoOn() => _stream.Resumes();

    /// <summary>
    /// Starts a decode of the whole utterance so far. The stream gives up a running interim, unless it is as good: then it is
    /// the final, and an interim all the same if the user goes on.
    /// </summary>
    /// <param name="silence">Since the last voiced sample; null when the user may still speak.</param>
    public DecodeAttempt BeginFinal(TimeSpan? silence = null)
    {
        if (silence is { } quiet)
        {
            _stream.Pauses(quiet);
        }

        var attempt = new DecodeAttempt(CancellationTokenSource.CreateLinkedTokenSource(_sessionEnded));
        var decode = DecodeFinalAsync(attempt);

        // A cancelled decode may take a step to stop: the stream must outlive it.
        _finalTasks = _finalTasks.IsCompleted ? decode : Task.WhenAll(_finalTasks, decode);
        return attempt;
    }

    /// <summary>The recogniser hears no more ends of turns.</summary>
    public void LeaveTurnsToSilence() => TakesTurns = false;

    /// <summary>The turn has ended: its newest final is awaited.</summary>
    public void Decide() => _stream.Decide();

    /// <summary>Another turn, or whoever might go on with this one, needs it.</summary>
    public void Hold() => _holders++;

    /// <summary>Ends it when nobody needs it any more.</summary>
    public void Release()
    {
        if (--_holders == 0)
        {
            End();
        }
    }

    /// <summary>Nothing more is appended or begun; the stream is closed when its decodes have ended. Once is enough.</summary>
    public void End()
    {
        if (!Ended)
        {
            Ended = true;
            CancelInterims();
            Closed = CloseAsync();
        }
    }

    private void CancelInterims()
    {
        if (!_interimTask.IsCompleted)
        {
            _interims.ForEach(interim => interim.Cancel());
        }
    }

    private CancellationToken BeginCancellable()
    {
        var interim = CancellationTokenSource.CreateLinkedTokenSource(_sessionEnded);
        _interims.Add(interim);
        return interim.Token;
    }

    /// <summary>Never throws: closing is best effort, a failing recogniser has been reported by its decodes.</summary>
    private async Task CloseAsync()
    {
        await Task.WhenAll(_interimTask, _finalTasks).ConfigureAwait(false);
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            await _listening.ConfigureAwait(false);
        }
        finally
        {
            _room.Leave();
            _interims.ForEach(interim => interim.Dispose());
        }
    }

    /// <summary>Never throws: a recogniser that fails is noticed by the next decode.</summary>
    private async Task ListenAsync(ITurnTakingStream stream)
    {
        try
        {
            await foreach (var heard in stream.Turns.ReadAllAsync(_sessionEnded).ConfigureAwait(false))
            {
                await _post(new TurnHeard(this, heard)).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // As when it completes: it hears no more ends.
        }

        await _post(new TurnHeard(this, null)).ConfigureAwait(false);
    }

    /// <summary>Never throws: interims are best effort, the final reports recogniser failures.</summary>
    private async Task DecodeInterimAsync(long turnId, bool urgent, CancellationToken cancellationToken)
    {
        InterimTranscript? transcript;
        try
        {
            transcript = await _stream.DecodeInterimAsync(urgent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            return;
        }

        await _post(new InterimDecoded(turnId, transcript)).ConfigureAwait(false);
    }

    /// <summary>Never throws: a failure is posted as a result.</summary>
    private async Task DecodeFinalAsync(DecodeAttempt attempt)
    {
        Transcript? transcript = null;
        Exception? failure = null;
        try
        {
            transcript = await _stream.DecodeFinalAsync(attempt.Cancelled).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await _post(new FinalDecoded(attempt, transcript, failure)).ConfigureAwait(false);
    }
}
