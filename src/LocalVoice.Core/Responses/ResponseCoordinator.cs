using System.Diagnostics.CodeAnalysis;
using LocalVoice.Chat;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Core.Responses;

/// <summary>
/// The agent's side of a session: at most one response is active, at most one is on the wire between its beginning and
/// its end. Used by the session's loop only.
/// </summary>
internal sealed class ResponseCoordinator(SessionContext session, ResponsePipeline pipeline, ResponsePlans plans, AgentPlayback playback)
{
    private readonly List<Response> _running = [];
    private readonly Queue<Response> _owed = new();
    private readonly ResponseReport _report = new(session);
    private readonly Queue<MadeCalls> _made = new();
    private Response? _current;
    private Response? _next;
    private Response? _told;

    /// <summary>The response that somebody counts on; null when there is none.</summary>
    public Response? Active => _current is { IsActive: true } ? _current : null;

    /// <summary>Whether the client is playing the agent's audio, by the playback clock.</summary>
    public bool IsTalking => playback.IsTalking;

    /// <summary>Whether the agent is saying, or about to say, something.</summary>
    public bool IsAnswering => IsTalking || Active is { State: ResponseState.Preparing or ResponseState.Streaming };

    /// <summary>Whether some of what the agent says was sent, and is not played to its end.</summary>
    public bool IsHeard => IsTalking || Active is { State: ResponseState.Streaming };

    /// <summary>Whether the client waits for a response that waits for words.</summary>
    public bool IsRequested => Active is { State: ResponseState.AwaitingTranscript, Telling: not Telling.NotDue };

    /// <summary>Whether the active response has said nothing yet: whoever speaks now goes on with what it responds to.</summary>
    public bool IsUnheard => Active is { State: not ResponseState.Streaming };

    /// <summary>How much of what the agent is saying was heard; null while it is silent.</summary>
    public TimeSpan? HeardSoFar => playback.HeardSoFar;

    /// <summary>Time until the client has played everything; zero or less: it has. Null while a response is under way.</summary>
    public TimeSpan? UntilSilent => Active is not null || _next is not null || _told is not null ? null : playback.UntilSilent;

    /// <summary>The agent's words that may be heard now.</summary>
    public string SentTranscript => playback.SentTranscript;

    /// <summary>Version of the conversation that the newest response to it has read.</summary>
    public int AnsweredVersion { get; private set; }

    /// <summary>As <see cref="AnsweredVersion"/>, with that response's own item.</summary>
    public int OpenedVersion { get; private set; }

    /// <summary>Takes the calls of a response that has ended, oldest first.</summary>
    public bool TryTakeCalls([NotNullWhen(true)] out MadeCalls? made) => _made.TryDequeue(out made);

    /// <summary>Starts a response behind its gate, of which nobody knows.</summary>
    /// <param name="userText">What the user seems to have said; not in the history yet.</param>
    /// <param name="goesOn">The item that <paramref name="userText"/> contains as well; null for none.</param>
    /// <param name="end">Asks, for this response, how likely the user's message ends there; null for nobody.</param>
    public Response Speculate(string userText, string? goesOn, Func<Response, MessageEnd?> end)
    {
        var response = plans.New(new(), ResponseState.Speculative);
        var plan = response.Plan with
        {
            Messages = session.History.ToMessages(response.Plan.Instructions, userText, goesOn),
            Speculative = true,
            MessageEnd = end(response),
        };
        Run(response, plan);
        return response;
    }

    /// <summary>A response that a decided turn brings about; it waits for the words of all turns.</summary>
    public Response Await()
    {
        if (Active is { State: ResponseState.AwaitingTranscript } waiting)
        {
            return waiting;
        }

        if (Active is not null)
        {
            return _next ??= plans.New(new(), ResponseState.AwaitingTranscript);
        }

        return _current = plans.New(new(), ResponseState.AwaitingTranscript);
    }

    /// <summary>A response that the client requests; in the place of one of a turn that still waits for its words.</summary>
    /// <param name="ready">Whether all words are known.</param>
    public async ValueTask RequestAsync(ResponseRequest request, bool ready)
    {
        Withdraw();
        var response = plans.New(request, ResponseState.AwaitingTranscript);
        _current = response;
        response.Owe();
        if (ready)
        {
            response.Take(ResponseStep.TranscriptReady);
        }

        await AdvanceAsync().ConfigureAwait(false);
    }

    /// <summary>Puts a speculative response in the place of one that a turn brought about and that still waits.</summary>
    /// <returns>False when there is none; the response stays as it is.</returns>
    public bool TryAdopt(Response speculative)
    {
        if (Active is not { State: ResponseState.AwaitingTranscript, Telling: Telling.NotDue } waiting)
        {
            return false;
        }

        speculative.Take(ResponseStep.Announced);
        _current = speculative;
        waiting.Dispose();
        return true;
    }

    /// <summary>The words that the active or the next response waits for are in the conversation.</summary>
    /// <param name="turn">Recorder of the turn whose words they are; null when the client committed them.</param>
    /// <param name="text">What is said to them, unless the client has requested a response; null: the language model decides.</param>
    public ValueTask TranscriptReadyAsync(TurnRecorder? turn, string? text = null)
    {
        foreach (var response in new[] { _current, _next })
        {
            if (response is { State: ResponseState.AwaitingTranscript })
            {
                response.Turn = turn;
                if (text is not null && response.Telling is Telling.NotDue)
                {
                    response.Say(text);
                }

                response.Take(ResponseStep.TranscriptReady);
            }
        }

        return AdvanceAsync();
    }

    /// <summary>No turn has words to answer: what turns brought about vanishes.</summary>
    public void Withdraw()
    {
        if (_current is { State: ResponseState.AwaitingTranscript, Telling: Telling.NotDue } waiting)
        {
            _current = null;
            waiting.Discard();
        }

        if (_next is { State: ResponseState.AwaitingTranscript } next)
        {
            _next = null;
            next.Discard();
        }
    }

    /// <summary>Cancels the active response; the conversation keeps what was heard of it.</summary>
    public async ValueTask CancelAsync(ResponseEndReason reason)
    {
        if (Active is { } response)
        {
            response.Owe();
            await AdvanceAsync().ConfigureAwait(false);
            response.Take(ResponseStep.Stopped);
            response.Cancel(reason);
            await FlushAsync(playback.Cut(response)).ConfigureAwait(false);
            if (response.Stages is null)
            {
                response.Result = ResponseResult.Cancelled(reason);
                await FinishAsync(response).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Cuts off what the client plays and cancels the response that says it (barge-in). One that still waits for words
    /// goes on waiting, for those as well that the user says now.
    /// </summary>
    /// <returns>What the agent was saying, or about to say; null for nothing.</returns>
    public async ValueTask<CutOff?> InterruptAsync(ResponseEndReason reason)
    {
        var answers = IsAnswering;
        var cut = playback.Cut();
        await FlushAsync(cut).ConfigureAwait(false);
        if (Active is { State: not ResponseState.AwaitingTranscript })
        {
            await CancelAsync(reason).ConfigureAwait(false);
        }

        return answers ? new([.. cut.Select(response => response.Item)]) : null;
    }

    /// <summary>Cuts off what the client plays; a response that has said nothing yet goes on.</summary>
    public async ValueTask ClearAsync()
    {
        await FlushAsync(playback.Cut()).ConfigureAwait(false);
        if (Active is { State: ResponseState.Streaming })
        {
            await CancelAsync(ResponseEndReason.ClientCancelled).ConfigureAwait(false);
        }
    }

    /// <summary>Trims an item to what the client says it played.</summary>
    /// <returns>False when it is no item of the agent's, or is shorter than <paramref name="end"/>.</returns>
    public bool TryTruncate(string itemId, TimeSpan end) => playback.TryTruncate(itemId, end);

    public void ReportPlayback(int ordinal, long sample) => playback.Report(ordinal, sample);

    /// <summary>Handles a response all of whose stages have stopped.</summary>
    public async ValueTask OnStoppedAsync(Response response, ResponseResult result)
    {
        _running.Remove(response);
        response.Result = result;
        _report.NoteFailure(response.Plan, result);
        if (response == _told)
        {
            await FinishAsync(response).ConfigureAwait(false);
        }
        else if (response.Telling is Telling.Due)
        {
            _owed.Enqueue(response);
            await AdvanceAsync().ConfigureAwait(false);
        }
        else if (response.State is ResponseState.Ended)
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

        await Task.WhenAll(_running.Select(response => response.Stages!)).ConfigureAwait(false);
        foreach (var response in _running)
        {
            response.Dispose();
        }

        playback.Dispose();
        foreach (var response in new[] { _current, _next, _told }.Concat(_owed))
        {
            response?.Dispose();
        }
    }

    /// <summary>Brings the active response as far as it can go: told to the client, run, its gate opened.</summary>
    private async ValueTask AdvanceAsync()
    {
        while (_told is null && _owed.TryDequeue(out var owed))
        {
            await TellAsync(owed).ConfigureAwait(false);
            await FinishAsync(owed).ConfigureAwait(false);
        }

        if (Active is null && _next is { } next)
        {
            (_current, _next) = (next, null);
        }

        if (Active is not { } response || (_told is not null && _told != response))
        {
            return;
        }

        if (response is { Telling: Telling.Due } or { Telling: Telling.NotDue, State: ResponseState.Preparing })
        {
            await TellAsync(response).ConfigureAwait(false);
        }

        if (response is { State: ResponseState.Preparing, Opened.IsCompleted: false })
        {
            await OpenAsync(response).ConfigureAwait(false);
        }
    }

    private ValueTask TellAsync(Response response)
    {
        response.Tell();
        _told = response;
        return session.EmitAsync(ResponseReport.Created(response));
    }

    private async ValueTask OpenAsync(Response response)
    {
        var plan = response.Plan;
        var item = new MessageItem(plan.ItemId, ConversationRole.Agent, "", plan.Settings.Speak, ConversationItemStatus.InProgress);
        if (response.Stages is null)
        {
            // It was begun before the words were known that it responds to, and so before their language was.
            var spoken = plan with
            {
                Settings = plan.Settings with { Language = session.Language },
                Tools = plans.ToolsOf(plan.Request),
            };
            AnsweredVersion = plan is { Text: null, Input: null } ? session.History.Version : AnsweredVersion;
            Run(response, plan.Text is null ? spoken with { Messages = plans.MessagesOf(response) } : spoken);
        }

        var previous = session.History.Add(item, () => response.Item.HasSent);
        playback.Add(response);
        await session
            .EmitAsync(new ResponseStarted(plan.ResponseId, plan.ItemId, previous, response.Ordinal, plan.Settings.Speak))
            .ConfigureAwait(false);
        await session.MakeRoomAsync(plan.ItemId).ConfigureAwait(false);
        OpenedVersion = session.History.Version;
        response.Open();
        if (response.Result is not null)
        {
            await FinishAsync(response).ConfigureAwait(false);
        }
    }

    private async ValueTask FinishAsync(Response response)
    {
        var result = response.Result!;
        if (response.Telling is not Telling.Done)
        {
            _owed.Enqueue(response);
            return;
        }

        if (response.IsActive)
        {
            response.Take(ResponseStep.AllSent);
        }

        playback.Remember(
            response.Item,
            result.Outcome.Status == ResponseStatus.Completed ? ConversationItemStatus.Completed : ConversationItemStatus.Incomplete
        );
        if (await _report.EndAsync(response, result).ConfigureAwait(false) is { Count: > 0 } calls)
        {
            _made.Enqueue(new(response.Plan, calls));
        }

        _told = null;
        _current = _current == response ? null : _current;
        if (response.State is ResponseState.Ended)
        {
            response.Dispose();
        }

        await AdvanceAsync().ConfigureAwait(false);
    }

    private void Run(Response response, ResponsePlan plan)
    {
        _running.Add(response);
        response.Run(plan, RunAsync);
    }

    private async Task RunAsync(Response response)
    {
        var result = await pipeline.RunAsync(response).ConfigureAwait(false);
        await session.PostAsync(new ResponseStopped(response, result)).ConfigureAwait(false);
    }

    /// <summary>Tells clients with extensions to discard what they have not played.</summary>
    private async ValueTask FlushAsync(IReadOnlyList<Response> cut)
    {
        foreach (var response in session.Settings.Extensions ? cut : [])
        {
            await session.EmitAsync(new PlaybackFlushed(response.Ordinal, response.Item.Kept)).ConfigureAwait(false);
        }
    }
}
