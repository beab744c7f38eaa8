using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Responses that are no part of the conversation. Several run beside each other and beside the conversation's own; the user
/// does not interrupt them. Used by the session's loop only.
/// </summary>
internal sealed class OutOfBandResponses(SessionContext session, ResponsePipeline pipeline, ResponsePlans plans, AgentPlayback playback)
{
    private readonly List<Response> _running = [];
    private readonly ResponseReport _report = new(session);

    public bool IsFull => _running.Count >= PipelineLimits.OutOfBandResponses;

    public async ValueTask BeginAsync(ResponseRequest request)
    {
        var response = plans.New(request, ResponseState.AwaitingTranscript);
        response.Take(ResponseStep.TranscriptReady);
        response.Ordinal = playback.NextOrdinal();
        _running.Add(response);
        var plan = response.Plan with { Messages = plans.MessagesOf(response), ConversationId = response.Plan.ResponseId };
        await session.EmitAsync(ResponseReport.Created(response)).ConfigureAwait(false);
        await session
            .EmitAsync(new ResponseStarted(plan.ResponseId, plan.ItemId, null, response.Ordinal, plan.Settings.Speak))
            .ConfigureAwait(false);
        response.Open();
        response.Run(plan, RunAsync);
    }

    /// <returns>False when there is no such response.</returns>
    public bool TryCancel(string responseId)
    {
        var response = _running.Find(response => response.Plan.ResponseId == responseId);
        response?.Cancel(ResponseEndReason.ClientCancelled);
        return response is not null;
    }

    /// <returns>False when the response is none of these.</returns>
    public async ValueTask<bool> TryEndAsync(Response response, ResponseResult result)
    {
        if (!_running.Remove(response))
        {
            return false;
        }

        _report.NoteFailure(response.Plan, result);
        PlacedCall[] calls = [.. ModelCalls.Of(response.Plan, result).Select(call => new PlacedCall(call, null))];
        await session.EmitAsync(ResponseReport.Ended(response, result, calls)).ConfigureAwait(false);
        response.Plan.Engines.Prefill?.Release(response.Plan.ConversationId);
        response.Dispose();
        return true;
    }

    /// <summary>Cancels all and waits until their stages have stopped.</summary>
    public async Task StopAsync()
    {
        _running.ForEach(response => response.Cancel(ResponseEndReason.ClientCancelled));
        // One that was not begun yet when the session ended has no stages.
        await Task.WhenAll(_running.Select(response => response.Stages ?? Task.CompletedTask)).ConfigureAwait(false);
        foreach (var response in _running)
        {
            response.Plan.Engines.Prefill?.Release(response.Plan.ConversationId);
            response.Dispose();
        }
    }

    private async Task RunAsync(Response response)
    {
        var result = await pipeline.RunAsync(response).ConfigureAwait(false);
        await session.PostAsync(new ResponseStopped(response, result)).ConfigureAwait(false);
    }
}
