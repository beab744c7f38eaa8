using LocalVoice.Core.Pipeline;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Turns;

namespace LocalVoice.Core.Responses;

/// <summary>The agent's side of a session: at most one answer is heard at a time, others wait behind their gate or are void.</summary>
internal sealed class AgentSide(SessionContext session, AnswerPipeline pipeline)
{
    private readonly List<Answer> _running = [];
    private UserTurn? _activeTurn;
    private Answer? _newest;
    private (Answer Answer, UserTurn? Turn)? _next;
    private int _ordinal;

    /// <summary>The answer whose events the client is getting; null when there is none.</summary>
    public Answer? Active { get; private set; }

    /// <summary>Whether the user hears the agent now, as far as is known.</summary>
    public bool IsTalking => _newest is { Cut: false } answer && answer.Clock.SentSamples > 0
        && (answer == Active || answer.Clock.PlayedSamples < answer.Clock.SentSamples);

    /// <summary>The words of the answer that is heard, as far as they were sent.</summary>
    public string TalksOf => _newest?.SentText ?? "";

    /// <summary>Begins an answer behind its gate.</summary>
    /// <param name="userText">What the user said, when it is not in the history yet.</param>
    public Answer Begin(ResponseRequest request, string? userText, bool speculative)
    {
        var settings = session.Settings with
        {
            Voice = request.Voice ?? session.Settings.Voice,
            Speak = request.Speak ?? session.Settings.Speak,
        };
        var messages = session.History.ToMessages(request.Instructions ?? settings.Instructions, userText);
        var answer = new Answer(
            new(SessionContext.NewId("resp"), SessionContext.NewId("item"), session.SessionId, messages, settings, speculative, new TurnRecorder(session.Time, 0))
            {
                MaxOutputTokens = request.MaxOutputTokens ?? settings.MaxOutputTokens,
                Metadata = request.Metadata,
            },
            session.Engines.Synthesizer.SampleRateHz,
            session.Time,
            session.Ended);
        _running.Add(answer);
        answer.Stopped = RunAsync(answer);
        return answer;
    }

    /// <summary>Lets the client hear it, as soon as no other answer is heard; the newest one waiting wins.</summary>
    /// <param name="turn">The turn that it answers; null when the client asked for it.</param>
    public ValueTask AnswerAsync(Answer answer, UserTurn? turn)
    {
        if (Active is null)
        {
            return ActivateAsync(answer, turn);
        }

        CancelNext();
        _next = (answer, turn);
        return default;
    }

    /// <summary>Cuts the agent off: what it had not said yet is neither heard nor remembered.</summary>
    public async ValueTask InterruptAsync(ResponseEndReason reason)
    {
        CancelNext();
        if (_newest is not { Cut: false } answer)
        {
            return;
        }

        var heard = answer.Clock.PlayedSamples;
        if (answer != Active && heard >= answer.Clock.SentSamples)
        {
            return;
        }

        answer.Cancel(reason);
        CutAt(answer, heard);
        if (session.Settings.Extensions)
        {
            await session.EmitAsync(new PlaybackFlushed(answer.Ordinal)).ConfigureAwait(false);
        }
    }

    /// <summary>The client says what it played, by dropping the rest.</summary>
    /// <returns>False when the item is no spoken answer of this session, or is shorter than <paramref name="end"/>.</returns>
    public bool TryTruncate(string itemId, TimeSpan end)
    {
        if (_newest is not { } answer || answer.Request.ItemId != itemId)
        {
            return false;
        }

        var samples = answer.Request.Settings.OutputFormat.SamplesIn(end);
        if (samples > answer.Clock.SentSamples)
        {
            return false;
        }

        CutAt(answer, samples);
        return true;
    }

    public void ReportPlayback(int ordinal, long sample)
    {
        if (_newest is { } answer && answer.Ordinal == ordinal)
        {
            answer.Clock.Report(sample);
            if (sample > 0)
            {
                answer.Request.Recorder.Mark(TurnMark.FirstAudioPlayed);
            }
        }
    }

    /// <summary>All stages of an answer have stopped.</summary>
    public async ValueTask OnStoppedAsync(Answer answer, AnswerResult result)
    {
        _running.Remove(answer);
        answer.Result = result;
        if (answer == Active)
        {
            await FinishAsync(answer, result).ConfigureAwait(false);
        }
        else if (answer != _newest)
        {
            answer.Dispose();
        }
    }

    /// <summary>Waits until nothing of any answer runs any more.</summary>
    public async Task StopAsync()
    {
        foreach (var answer in _running)
        {
            answer.Cancel(ResponseEndReason.ClientCancelled);
        }

        await Task.WhenAll(_running.Select(answer => answer.Stopped)).ConfigureAwait(false);
        foreach (var answer in _running)
        {
            answer.Dispose();
        }

        _newest?.Dispose();
    }

    private async ValueTask ActivateAsync(Answer answer, UserTurn? turn)
    {
        // Until now its audio may still have been under way to the client, to be voided by an interruption.
        _newest?.Dispose();
        Active = answer;
        _newest = answer;
        _activeTurn = turn;
        _ordinal++;
        var request = answer.Request;
        var previous = session.History.Add(
            new(request.ItemId, ConversationRole.Agent, "", request.Settings.Speak, ConversationItemStatus.InProgress));
        await session.EmitAsync(new ResponseStarted(
            request.ResponseId, request.ItemId, previous, _ordinal, request.Settings.Speak, request.Settings.Voice, request.MaxOutputTokens, request.Metadata)).ConfigureAwait(false);
        answer.Open(_ordinal);
        if (answer.Result is { } failedBehindGate)
        {
            await FinishAsync(answer, failedBehindGate).ConfigureAwait(false);
        }
    }

    private async ValueTask FinishAsync(Answer answer, AnswerResult result)
    {
        Active = null;
        if (!answer.Cut)
        {
            Remember(answer, result.Text, result.Outcome.Status == ResponseStatus.Completed ? ConversationItemStatus.Completed : ConversationItemStatus.Incomplete);
        }

        var text = result.Outcome.Status == ResponseStatus.Cancelled && session.History.Find(answer.Request.ItemId) is { } item
            ? item.Text ?? ""
            : result.Text;
        await session.EmitAsync(new ResponseEnded(answer.Request.ResponseId, answer.Request.ItemId, answer.Ordinal, result.Outcome, text, result.Usage)).ConfigureAwait(false);
        await ReportTurnAsync(answer, result).ConfigureAwait(false);
        if (_next is { } next)
        {
            _next = null;
            await ActivateAsync(next.Answer, next.Turn).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(Answer answer)
    {
        var result = await pipeline.RunAsync(answer).ConfigureAwait(false);
        await session.PostAsync(new AnswerStopped(answer, result)).ConfigureAwait(false);
    }

    private async ValueTask ReportTurnAsync(Answer answer, AnswerResult result)
    {
        answer.Request.Recorder.Mark(result.Outcome.Status == ResponseStatus.Cancelled ? TurnMark.Cancelled : TurnMark.Finished);
        if (_activeTurn is { } turn && session.Settings.Extensions)
        {
            turn.Recorder.Absorb(answer.Request.Recorder);
            var timeline = turn.Recorder.Complete(
                session.Engines.Info, answer.Request.Speculative ? 1 : 0, turn.Wasted, answer.Request.Settings.Pipeline);
            await session.EmitAsync(new TurnMeasured(timeline)).ConfigureAwait(false);
        }
    }

    private void CancelNext()
    {
        _next?.Answer.Cancel(ResponseEndReason.TurnDetected);
        _next = null;
    }

    private void CutAt(Answer answer, long samples)
    {
        var heard = answer.Request.Settings.OutputFormat.DurationOf(samples);
        var text = answer.Request.Settings.Speak ? answer.Spoken.HeardUntil(heard) : answer.SentText;
        Remember(answer, text, ConversationItemStatus.Incomplete);
        answer.Cut = true;
    }

    private void Remember(Answer answer, string text, ConversationItemStatus status)
    {
        if (session.History.Find(answer.Request.ItemId) is { } item)
        {
            session.History.Replace(item with { Text = text, Status = status });
        }
    }
}
