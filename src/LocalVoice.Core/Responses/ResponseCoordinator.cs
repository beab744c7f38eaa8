using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Core.Responses;

/// <summary>The agent's side of a session: at most one response is active; others wait behind their gate or are cancelled.</summary>
internal sealed class ResponseCoordinator(SessionContext session, ResponsePipeline pipeline)
{
    private readonly List<Response> _running = [];
    private TurnRecorder? _activeTurn;
    private Response? _newest;
    private (Response Response, TurnRecorder? Turn)? _next;
    private int _ordinal;

    /// <summary>The response whose events are being sent; null when there is none.</summary>
    public Response? Active { get; private set; }

    /// <summary>Whether the client is playing the agent's audio, by the playback clock.</summary>
    public bool IsTalking =>
        _newest is { Trimmed: false } response
        && response.Clock.SentSamples > 0
        && (response == Active || response.Clock.PlayedSamples < response.Clock.SentSamples);

    /// <summary>Time until the client has played everything; zero or less: it has. Null while a response is active or waits.</summary>
    public TimeSpan? UntilSilent =>
        Active is not null || _next is not null ? null
        : _newest is { Trimmed: false } response ? response.Clock.UntilWithin(TimeSpan.Zero)
        : TimeSpan.Zero;

    /// <summary>The text of the newest response sent so far.</summary>
    public string SentTranscript => _newest?.SentText ?? "";

    /// <summary>Starts a response behind its gate.</summary>
    /// <param name="userText">The user's text when it is not in the history yet.</param>
    public Response Begin(ResponseRequest request, string? userText, bool speculative)
    {
        var settings = session.Settings with
        {
            Voice = request.Voice ?? session.Settings.Voice,
            Speak = request.Speak ?? session.Settings.Speak,
        };
        var messages = session.History.ToMessages(request.Instructions ?? settings.Instructions, userText);
        var response = new Response(
            new(
                SessionContext.NewId("resp"),
                SessionContext.NewId("item"),
                session.SessionId,
                messages,
                settings,
                speculative,
                new TurnRecorder(session.Time, 0)
            )
            {
                MaxOutputTokens = request.MaxOutputTokens ?? settings.MaxOutputTokens,
                Metadata = request.Metadata,
            },
            session.Engines.Synthesizer.SampleRateHz,
            session.Time,
            session.Ended
        );
        _running.Add(response);
        response.Stopped = RunAsync(response);
        return response;
    }

    /// <summary>Opens the response's gate once no other response is active; a newer response replaces a waiting one.</summary>
    /// <param name="turn">Recorder of the turn that it responds to; null when the client requested the response.</param>
    public ValueTask RespondAsync(Response response, TurnRecorder? turn)
    {
        if (Active is null)
        {
            return ActivateAsync(response, turn);
        }

        CancelNext();
        _next = (response, turn);
        return default;
    }

    /// <summary>Cancels the active response (barge-in); the history keeps only the text that was played.</summary>
    public async ValueTask InterruptAsync(ResponseEndReason reason)
    {
        CancelNext();
        if (_newest is not { Trimmed: false } response)
        {
            return;
        }

        var heard = response.Clock.PlayedSamples;
        if (response != Active && heard >= response.Clock.SentSamples)
        {
            return;
        }

        response.Cancel(reason);
        TrimTo(response, heard);
        if (session.Settings.Extensions)
        {
            await session.EmitAsync(new PlaybackFlushed(response.Ordinal)).ConfigureAwait(false);
        }
    }

    /// <summary>Truncates a response to what the client says it played.</summary>
    /// <returns>False when the item is not the newest spoken response, or is shorter than <paramref name="end"/>.</returns>
    public bool TryTruncate(string itemId, TimeSpan end)
    {
        if (_newest is not { } response || response.Request.ItemId != itemId)
        {
            return false;
        }

        var samples = response.Request.Settings.OutputFormat.SamplesIn(end);
        if (samples > response.Clock.SentSamples)
        {
            return false;
        }

        TrimTo(response, samples);
        return true;
    }

    public void ReportPlayback(int ordinal, long sample)
    {
        if (_newest is { } response && response.Ordinal == ordinal)
        {
            response.Clock.Report(sample);
            if (sample > 0)
            {
                response.Request.Recorder.Mark(TurnMark.FirstAudioPlayed);
            }
        }
    }

    /// <summary>Handles a response all of whose stages have stopped.</summary>
    public async ValueTask OnStoppedAsync(Response response, ResponseResult result)
    {
        _running.Remove(response);
        response.Result = result;
        NoteFailure(response.Request, result);
        if (response == Active)
        {
            await FinishAsync(response, result).ConfigureAwait(false);
        }
        else if (response != _newest)
        {
            response.Dispose();
        }
    }

    /// <summary>Cancels all responses and waits until their stages have stopped.</summary>
    public async Task StopAsync()
    {
        foreach (var response in _running)
        {
            response.Cancel(ResponseEndReason.ClientCancelled);
        }

        await Task.WhenAll(_running.Select(response => response.Stopped)).ConfigureAwait(false);
        foreach (var response in _running)
        {
            response.Dispose();
        }

        _newest?.Dispose();
    }

    private async ValueTask ActivateAsync(Response response, TurnRecorder? turn)
    {
        // Disposed only now: until here an interruption could still discard its queued audio.
        _newest?.Dispose();
        Active = response;
        _newest = response;
        _activeTurn = turn;
        _ordinal++;
        var request = response.Request;
        var previous = session.History.Add(
            new(request.ItemId, ConversationRole.Agent, "", request.Settings.Speak, ConversationItemStatus.InProgress)
        );
        await session
            .EmitAsync(
                new ResponseStarted(
                    request.ResponseId,
                    request.ItemId,
                    previous,
                    _ordinal,
                    request.Settings.Speak,
                    request.Settings.Voice,
                    request.MaxOutputTokens,
                    request.Metadata
                )
            )
            .ConfigureAwait(false);
        await session.MakeRoomAsync(request.ItemId).ConfigureAwait(false);
        response.Open(_ordinal);
        if (response.Result is { } failedBehindGate)
        {
            await FinishAsync(response, failedBehindGate).ConfigureAwait(false);
        }
    }

    private async ValueTask FinishAsync(Response response, ResponseResult result)
    {
        Active = null;
        if (!response.Trimmed)
        {
            Remember(
                response,
                result.Text,
                result.Outcome.Status == ResponseStatus.Completed ? ConversationItemStatus.Completed : ConversationItemStatus.Incomplete
            );
        }

        var text =
            result.Outcome.Status == ResponseStatus.Cancelled && session.History.Find(response.Request.ItemId) is { } item
                ? item.Text ?? ""
                : result.Text;
        await session
            .EmitAsync(
                new ResponseEnded(
                    response.Request.ResponseId,
                    response.Request.ItemId,
                    response.Ordinal,
                    result.Outcome,
                    text,
                    result.Usage
                )
            )
            .ConfigureAwait(false);
        await session.MakeRoomAsync(response.Request.ItemId).ConfigureAwait(false);
        await ReportTurnAsync(response, result).ConfigureAwait(false);
        if (_next is { } next)
        {
            _next = null;
            await ActivateAsync(next.Response, next.Turn).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(Response response)
    {
        var result = await pipeline.RunAsync(response).ConfigureAwait(false);
        await session.PostAsync(new ResponseStopped(response, result)).ConfigureAwait(false);
    }

    private async ValueTask ReportTurnAsync(Response response, ResponseResult result)
    {
        response.Request.Recorder.Mark(result.Outcome.Status == ResponseStatus.Cancelled ? TurnMark.Cancelled : TurnMark.Finished);
        if (_activeTurn is { } turn && session.Settings.Extensions)
        {
            turn.Absorb(response.Request.Recorder);
            var timeline = turn.Complete(session.Engines.Info, response.Request.Speculative ? 1 : 0, response.Request.Settings.Pipeline);
            await session.EmitAsync(new TurnMeasured(timeline)).ConfigureAwait(false);
        }
    }

    private void NoteFailure(ResponsePlan plan, ResponseResult result)
    {
        if (result.Failure is { } failure)
        {
            var elapsed = plan.Recorder.Since(TurnMark.LlmRequest);
            session.Failures.OfResponse(
                session.SessionId,
                new(plan.ResponseId, plan.ItemId, failure.Stage, failure.Exception, elapsed, result.Usage, plan.Speculative)
            );
        }
    }

    private void CancelNext()
    {
        _next?.Response.Cancel(ResponseEndReason.TurnDetected);
        _next = null;
    }

    private void TrimTo(Response response, long samples)
    {
        var heard = response.Request.Settings.OutputFormat.DurationOf(samples);
        var text = response.Request.Settings.Speak ? response.Spoken.HeardUntil(heard) : response.SentText;
        Remember(response, text, ConversationItemStatus.Incomplete);
        response.Trimmed = true;
    }

    private void Remember(Response response, string text, ConversationItemStatus status)
    {
        if (session.History.Find(response.Request.ItemId) is { } item)
        {
            session.History.Replace(item with { Text = text, Status = status });
        }
    }
}
