using LocalVoice.Core.Conversation;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Core.Turns;
using LocalVoice.Tools;

namespace LocalVoice.Core.ToolServers;

/// <summary>
/// Runs the calls of other servers' tools beside the loop, and lets the agent go on with their results. Used by the session's loop
/// only.
/// </summary>
internal sealed class RemoteCalls(SessionContext session, ToolConnections servers, ResponseCoordinator responses, DecidedTurns decided)
    : IDisposable
{
    private readonly SemaphoreSlim _room = new(PipelineLimits.RemoteCalls);
    private readonly Dictionary<string, PendingApproval> _pending = new(StringComparer.Ordinal);
    private int _running;
    private FollowUp? _due;

    /// <summary>Whether a call runs, or has a result that the agent has not taken up.</summary>
    public bool IsBusy => _running > 0 || _due is not null;

    /// <summary>Begins the calls of responses that have ended, and the response to results once nobody else speaks.</summary>
    public async ValueTask WatchAsync()
    {
        while (responses.TryTakeCalls(out var made))
        {
            Begin(made);
        }

        if (_due is { } due && responses.Active is null && decided is { IsEmpty: true, UserSpeaks: false })
        {
            _due = null;
            if (responses.AnsweredVersion < due.Version)
            {
                await responses.RequestAsync(due.Request, ready: true).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the response that the client requests is the one that follows a call anyway, and is under way.</summary>
    public bool IsUnderWay(ResponseRequest request) =>
        request == new ResponseRequest()
        && responses.Active is { Plan.Request.ToolRounds: > 0 }
        && responses.OpenedVersion == session.History.Version;

    /// <returns>Why the client cannot answer this request; null: it can.</returns>
    public ItemRefusal? WhyRefused(ApprovalResponseItem response) =>
        _pending.ContainsKey(response.ApprovalRequestId) && session.History.Find(response.ApprovalRequestId) is not null
            ? null
            : new(
                "invalid_value",
                $"No call waits for the approval '{response.ApprovalRequestId}': it is unknown, deleted or answered.",
                "item.approval_request_id"
            );

    /// <summary>The client's answer is in the conversation.</summary>
    public async ValueTask OnApprovalAsync(ApprovalResponseItem response)
    {
        if (!_pending.Remove(response.ApprovalRequestId, out var pending))
        {
            return;
        }

        if (!response.Approve)
        {
            GoOn(pending.Batch);
            return;
        }

        var asked = pending.Request;
        var item = new RemoteCallItem(
            SessionContext.NewId("mcp"),
            asked.CallId,
            asked.Name,
            asked.Arguments,
            asked.ServerLabel,
            asked.ToolName,
            asked.Id,
            null
        );
        var previous = session.History.Add(item);
        await session.EmitAsync(new RemoteCallBegun(item, previous)).ConfigureAwait(false);
        await session.MakeRoomAsync(item.Id).ConfigureAwait(false);
        pending.Batch.CallIds.Add(item.Id);
        Run(item, pending.Origin, pending.Batch);
    }

    /// <summary>Handles a call that has ended.</summary>
    public async ValueTask OnEndedAsync(RemoteCallDone done)
    {
        _running--;
        done.Batch.Running--;
        if (session.History.Find(done.Item.Id) is not null)
        {
            var item = done.Item.Ended(done.Outcome);
            session.History.Replace(item);
            await session.EmitAsync(new RemoteCallEnded(item, session.History.Before(item.Id))).ConfigureAwait(false);
            await session.MakeRoomAsync(item.Id).ConfigureAwait(false);
        }

        GoOn(done.Batch);
    }

    public void Dispose() => _room.Dispose();

    private void Begin(MadeCalls made)
    {
        var batch = new CallBatch(made.Plan.Request) { WaitsForClient = made.Items.Any(item => item is FunctionCallItem) };
        foreach (var item in made.Items)
        {
            batch.CallIds.Add(item.Id);
            if (made.Plan.Tools.Find(item.Name)?.Origin is not { } origin)
            {
                continue;
            }

            if (item is ApprovalRequestItem request)
            {
                Forget();
                _pending[item.Id] = new(request, origin, batch);
            }
            else if (item is RemoteCallItem call)
            {
                Run(call, origin, batch);
            }
        }
    }

    /// <summary>Requests that are no longer in the conversation cannot be answered.</summary>
    private void Forget()
    {
        foreach (var gone in _pending.Keys.Where(id => session.History.Find(id) is null).ToList())
        {
            _pending.Remove(gone);
        }
    }

    private void Run(RemoteCallItem item, RemoteOrigin origin, CallBatch batch)
    {
        _running++;
        batch.Running++;
        _ = RunAsync(item, origin, batch);
    }

    /// <summary>Beside the loop. Never throws.</summary>
    private async Task RunAsync(RemoteCallItem item, RemoteOrigin origin, CallBatch batch)
    {
        var server = servers.ServerOf(origin.Server);
        await Task.Yield();
        RemoteOutcome outcome;
        try
        {
            await _room.WaitAsync(session.Ended).ConfigureAwait(false);
            try
            {
                var running =
                    server?.CallAsync(item.ToolName, item.Arguments, session.Ended)
                    ?? throw new InvalidOperationException("The server was let go.");
                outcome = new(ToolOutput.Cut(await running.WaitAsync(session.Ended).ConfigureAwait(false), session.Limits), null);
            }
            finally
            {
                _room.Release();
            }
        }
        catch (Exception failure)
        {
            var error = RemoteFailure.Of(item.ServerLabel, failure);
            outcome = new(null, error with { Message = ToolOutput.Cut(error.Message, session.Limits) });
        }

        await session.PostAsync(new RemoteCallDone(item, outcome, batch)).ConfigureAwait(false);
    }

    /// <summary>The agent goes on once all calls of the batch that run have ended, unless the client must run others itself.</summary>
    private void GoOn(CallBatch batch)
    {
        if (batch is { Running: 0, WaitsForClient: false })
        {
            _due = new(FollowUps.Of(batch, session.Settings.Tools), session.History.Version);
        }
    }

    private sealed record FollowUp(ResponseRequest Request, int Version);

    private sealed record PendingApproval(ApprovalRequestItem Request, RemoteOrigin Origin, CallBatch Batch);
}

/// <summary>The calls of one response.</summary>
/// <param name="request">Of the response.</param>
internal sealed class CallBatch(ResponseRequest request)
{
    public ResponseRequest Request => request;

    /// <summary>Items of the conversation.</summary>
    public List<string> CallIds { get; } = [];

    public int Running { get; set; }

    /// <summary>Whether the client runs others, and so requests the next response.</summary>
    public bool WaitsForClient { get; init; }
}

/// <summary>A call has ended.</summary>
internal sealed record RemoteCallDone(RemoteCallItem Item, RemoteOutcome Outcome, CallBatch Batch);
