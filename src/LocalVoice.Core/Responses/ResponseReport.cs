using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Core.Responses;

/// <summary>What the client and the operator are told of a response.</summary>
internal sealed class ResponseReport(SessionContext session)
{
    public static ResponseCreated Created(Response response)
    {
        var plan = response.Plan;
        return new(plan.ResponseId, plan.Settings.Speak, plan.Settings.Voice, plan.MaxOutputTokens, plan.Metadata)
        {
            Format = plan.Settings.OutputFormat,
            OutOfBand = plan.OutOfBand,
        };
    }

    /// <summary>The end, with the words that the conversation keeps of a response that was cut off.</summary>
    public static ResponseEnded Ended(Response response, ResponseResult result, IReadOnlyList<PlacedCall> calls)
    {
        var text = result.Outcome.Status == ResponseStatus.Cancelled ? response.Item.Text : result.Text;
        return new(response.Plan.ResponseId, response.Plan.ItemId, response.Ordinal, result.Outcome, text, result.Usage) { Calls = calls };
    }

    /// <summary>A response of the conversation's has ended, and its item says what was said.</summary>
    /// <returns>The calls that it makes.</returns>
    public async ValueTask<IReadOnlyList<CallItem>> EndAsync(Response response, ResponseResult result)
    {
        if (!response.Item.HasSent)
        {
            session.History.Remove(response.Plan.ItemId);
        }

        PlacedCall[] calls = [.. ModelCalls.Of(response.Plan, result).Select(call => new PlacedCall(call, session.History.Add(call)))];
        await session.EmitAsync(Ended(response, result, calls)).ConfigureAwait(false);
        await ForgetUnheardAsync(response).ConfigureAwait(false);
        await session.MakeRoomAsync(calls is [.., var last] ? last.Item.Id : response.Plan.ItemId).ConfigureAwait(false);
        await WarnAsync(response, result).ConfigureAwait(false);
        await TurnAsync(response, result).ConfigureAwait(false);
        return [.. calls.Select(call => call.Item)];
    }

    /// <summary>An item of which nothing was heard is not part of the conversation.</summary>
    private async ValueTask ForgetUnheardAsync(Response response)
    {
        if (response is { State: ResponseState.Ended, Item.Text: "" } && session.History.Delete(response.Plan.ItemId) is { } deleted)
        {
            await session.EmitAsync(deleted).ConfigureAwait(false);
        }
    }

    private async ValueTask TurnAsync(Response response, ResponseResult result)
    {
        var plan = response.Plan;
        plan.Recorder.Mark(result.Outcome.Status == ResponseStatus.Cancelled ? TurnMark.Cancelled : TurnMark.Finished);
        if (response.Turn is not { } turn)
        {
            return;
        }

        turn.Absorb(plan.Recorder);
        var timeline = turn.Complete(plan.Engines.Info, plan.Speculative ? 1 : 0, plan.Settings.Pipeline);
        if (result.Outcome.Status != ResponseStatus.Failed)
        {
            session.Turns.Add(timeline);
            session.Telemetry.Add(session.SessionId, timeline);
        }

        foreach (var served in timeline.Engines)
        {
            session.Failures.OfBackend(session.SessionId, served);
        }

        await session.EmitAsync(new TurnMeasured(timeline), session.Settings.Extensions).ConfigureAwait(false);
    }

    private async ValueTask WarnAsync(Response response, ResponseResult result)
    {
        if (result.DroppedSystemMessages > 0 && session.Settings.Extensions)
        {
            var message = $"The oldest {result.DroppedSystemMessages} system items had no room in the prompt: delete or shorten some.";
            await session.EmitAsync(new ResponseWarned(response.Plan.ResponseId, "system_items_left_out", message)).ConfigureAwait(false);
        }
    }

    public void NoteFailure(ResponsePlan plan, ResponseResult result)
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
}
