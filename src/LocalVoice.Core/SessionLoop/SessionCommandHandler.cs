using LocalVoice.Core.Conversation;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.ToolServers;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns;
using LocalVoice.Engines;

namespace LocalVoice.Core.SessionLoop;

/// <summary>Executes client commands; a command that cannot be executed yields <see cref="CommandFailed"/>.</summary>
internal sealed class SessionCommandHandler(
    SessionContext session,
    EngineCatalog catalog,
    AudioInput input,
    TurnTracker tracker,
    VadTurns vadTurns,
    ManualTurns manualTurns,
    DecidedTurns decided,
    ResponseCoordinator responses,
    OutOfBandResponses outOfBand,
    RecordedTurns recordedTurns,
    ToolConnections toolServers,
    RemoteCalls remoteCalls,
    Utterances utterances,
    PromptPrefiller prefiller
)
{
    private readonly List<CreateResponse> _waiting = [];

    public ValueTask HandleAsync(SessionCommand command) =>
        command switch
        {
            UpdateSettings update => UpdateAsync(update),
            CommitInput => CommitAsync(command),
            ClearInput => ClearAsync(),
            CreateItem create => CreateAsync(create),
            CreateSpeech create => CreateAsync(create),
            RetrieveItem retrieve => RetrieveAsync(retrieve),
            DeleteItem delete => DeleteAsync(delete),
            TruncateItem truncate => TruncateAsync(truncate),
            CreateResponse create => RespondAsync(create),
            CancelResponse cancel => CancelAsync(cancel),
            ClearOutput => responses.ClearAsync(),
            PlaybackPosition position => Report(position),
            _ => throw new ArgumentException($"No session knows the command {command.GetType().Name}.", nameof(command)),
        };

    private async ValueTask UpdateAsync(UpdateSettings update)
    {
        var before = session.Settings;
        var after = update.Settings;
        if (TextLimit.OfInstructions(session.Limits).Refusal("session.instructions", after.Instructions) is { } refusal)
        {
            await FailAsync(update, TextLimit.ErrorCode, refusal, "session.instructions").ConfigureAwait(false);
            return;
        }

        try
        {
            Use(after);
        }
        catch (EngineException refused)
        {
            await FailAsync(update, "invalid_value", refused.Message, "session").ConfigureAwait(false);
            return;
        }

        session.Settings = after;
        input.Use(after.InputFormat);
        input.Detect(after.TurnDetection.Mode != TurnDetectionMode.Manual);
        if (before.TurnDetection != after.TurnDetection)
        {
            tracker.Use(after.TurnDetection);
            await UseAsync(before.TurnDetection.Mode, after.TurnDetection.Mode).ConfigureAwait(false);
        }

        if (after.Instructions != before.Instructions || after.Stages.Llm != before.Stages.Llm)
        {
            prefiller.Prefill("");
        }

        await session.EmitAsync(new SettingsUpdated(after)).ConfigureAwait(false);
        await toolServers.OpenAsync(after.Tools).ConfigureAwait(false);
    }

    /// <summary>What begins from now on is served by the backends that the settings name; the conversation stays.</summary>
    /// <exception cref="EngineException">There is no such backend, or the recogniser does not know the language.</exception>
    private void Use(SessionSettings settings)
    {
        var engines = settings.Stages == session.Settings.Stages ? session.Engines : catalog.For(settings.Stages);
        utterances.Use(engines.Recognizer, settings);
        if (session.Engines.Prefill != engines.Prefill)
        {
            prefiller.Stop();
        }

        session.Use(engines);
    }

    private async ValueTask UseAsync(TurnDetectionMode before, TurnDetectionMode after)
    {
        if (after is TurnDetectionMode.Manual)
        {
            await vadTurns.HandOverAsync().ConfigureAwait(false);
        }
        else if (before is TurnDetectionMode.Manual)
        {
            tracker.Turn.Reset();
        }
        else
        {
            await vadTurns.ReconsiderAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask CommitAsync(SessionCommand command)
    {
        if (!await vadTurns.TryCommitAsync().ConfigureAwait(false) && !await manualTurns.TryCommitAsync().ConfigureAwait(false))
        {
            await FailAsync(command, "input_audio_buffer_commit_empty", "The input audio buffer holds less than 100 ms of audio to commit.")
                .ConfigureAwait(false);
        }
    }

    private async ValueTask ClearAsync()
    {
        await vadTurns.ClearAsync().ConfigureAwait(false);
        await manualTurns.ClearAsync().ConfigureAwait(false);
        await session.EmitAsync(new InputCleared()).ConfigureAwait(false);
    }

    private async ValueTask CreateAsync(CreateItem create)
    {
        var refusal =
            ItemRefusal.OfId(create.Item.Id, session.History)
            ?? ItemRefusal.Of(create.Item, session.History, session.Limits)
            ?? ItemRefusal.OfPlace(create.AfterItemId, session.History)
            ?? ItemRefusal.OfCall(create.Item, create.AfterItemId, session.History)
            ?? (create.Item is ApprovalResponseItem answer ? remoteCalls.WhyRefused(answer) : null);
        if (refusal is not null)
        {
            await FailAsync(create, refusal.Code, refusal.Message, refusal.Param).ConfigureAwait(false);
            return;
        }

        await session.EmitAsync(session.History.Insert(create.Item, create.AfterItemId)).ConfigureAwait(false);
        if (create.Item is ApprovalResponseItem approval)
        {
            await remoteCalls.OnApprovalAsync(approval).ConfigureAwait(false);
        }
    }

    private async ValueTask CreateAsync(CreateSpeech create)
    {
        var refusal =
            ItemRefusal.OfId(create.ItemId, session.History)
            ?? ItemRefusal.OfPlace(create.AfterItemId, session.History)
            ?? ItemRefusal.OfCount(session.History, session.Limits)
            ?? await recordedTurns.AddAsync(create).ConfigureAwait(false);
        if (refusal is not null)
        {
            await FailAsync(create, refusal.Code, refusal.Message, refusal.Param).ConfigureAwait(false);
        }
    }

    private ValueTask RetrieveAsync(RetrieveItem retrieve) =>
        session.History.Find(retrieve.ItemId) is { } item
            ? session.EmitAsync(new ItemRetrieved(item))
            : FailAsync(retrieve, "item_retrieve_invalid_item_id", $"The conversation has no item '{retrieve.ItemId}'.", "item_id");

    private ValueTask DeleteAsync(DeleteItem delete) =>
        session.History.Delete(delete.ItemId) is { } deleted
            ? session.EmitAsync(deleted)
            : FailAsync(delete, "item_delete_invalid_item_id", $"The conversation has no item '{delete.ItemId}'.", "item_id");

    private ValueTask TruncateAsync(TruncateItem truncate)
    {
        // Also one that was dropped just now, since nothing of it was heard: clients cancel, then truncate.
        if (responses.TryTruncate(truncate.ItemId, truncate.AudioEnd))
        {
            return session.EmitAsync(new ItemTruncated(truncate.ItemId, truncate.ContentIndex, truncate.AudioEnd));
        }

        return session.History.Find(truncate.ItemId) is null
            ? FailAsync(truncate, "item_truncate_invalid_item_id", $"The conversation has no item '{truncate.ItemId}'.", "item_id")
            : FailAsync(
                truncate,
                "invalid_value",
                $"Only items of the agent's can be truncated, and only within their audio; '{truncate.ItemId}' at "
                    + $"{truncate.AudioEnd.TotalMilliseconds:0} ms is not.",
                "audio_end_ms"
            );
    }

    /// <summary>Begins the responses that wait for nothing any more.</summary>
    public async ValueTask GoOnAsync()
    {
        while (_waiting.Find(create => !Waits(create.Request)) is { } create)
        {
            _waiting.Remove(create);
            await BeginAsync(create).ConfigureAwait(false);
        }
    }

    private async ValueTask RespondAsync(CreateResponse create)
    {
        if (create.Request is { OutOfBand: false, Tools: { Servers.Count: > 0 } tools })
        {
            await toolServers.OpenAsync(tools).ConfigureAwait(false);
        }

        if (!Waits(create.Request))
        {
            await BeginAsync(create).ConfigureAwait(false);
        }
        else if (_waiting.Count < PipelineLimits.WaitingRequests)
        {
            _waiting.Add(create);
        }
        else
        {
            await FailAsync(
                    create,
                    "too_many_responses",
                    $"{_waiting.Count} requests wait for tools or transcripts: wait until they have begun."
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A response that names servers of its own begins once their tools are known, or cannot be; one outside the conversation once
    /// what it reads of it has its words. The conversation's own has a state for that.
    /// </summary>
    private bool Waits(ResponseRequest request) =>
        request.OutOfBand
            ? !decided.IsEmpty && request.Input?.Any(item => item is ItemReference) != false
            : request.Tools is { Servers.Count: > 0 } tools && toolServers.IsAsking(tools);

    private ValueTask BeginAsync(CreateResponse create)
    {
        if (WhyRefused(create.Request) is { } fault)
        {
            return FailAsync(create, fault.Code, fault.Message, fault.Param);
        }

        if (create.Request.OutOfBand)
        {
            return outOfBand.BeginAsync(create.Request);
        }

        if (remoteCalls.IsUnderWay(create.Request))
        {
            return default;
        }

        if (responses.Active is { } active && (responses.IsRequested || active.State is not ResponseState.AwaitingTranscript))
        {
            return FailAsync(
                create,
                "conversation_already_has_active_response",
                $"Response '{active.Plan.ResponseId}' is under way; cancel it first."
            );
        }

        decided.Relieve();
        return responses.RequestAsync(create.Request, ready: decided.IsEmpty);
    }

    private ItemRefusal? WhyRefused(ResponseRequest request)
    {
        const string Instructions = "response.instructions";
        if (request.Instructions is { } own && TextLimit.OfInstructions(session.Limits).Refusal(Instructions, own) is { } tooLong)
        {
            return new(TextLimit.ErrorCode, tooLong, Instructions);
        }

        if (request.Input?.FirstOrDefault(item => item is ItemReference && session.History.Find(item.Id) is null) is { Id: var gone })
        {
            return new("invalid_value", $"The conversation has no item '{gone}'.", "response.input");
        }

        return request.OutOfBand && outOfBand.IsFull
            ? new(
                "too_many_responses",
                $"{PipelineLimits.OutOfBandResponses} responses run beside the conversation: wait for one to end, or cancel it.",
                "response.conversation"
            )
            : null;
    }

    private ValueTask CancelAsync(CancelResponse cancel)
    {
        if (cancel.ResponseId is { } other && outOfBand.TryCancel(other))
        {
            return default;
        }

        _waiting.RemoveAll(create => !create.Request.OutOfBand);
        if (responses.Active is not { } active || (cancel.ResponseId is { } id && id != active.Plan.ResponseId))
        {
            return FailAsync(cancel, "response_cancel_not_active", "Cancellation failed: no such response is under way.", "response_id");
        }

        if (active.State is ResponseState.AwaitingTranscript)
        {
            decided.Relieve();
        }

        return responses.CancelAsync(ResponseEndReason.ClientCancelled);
    }

    private ValueTask Report(PlaybackPosition position)
    {
        responses.ReportPlayback(position.Ordinal, position.Sample);
        return default;
    }

    private ValueTask FailAsync(SessionCommand command, string code, string message, string? param = null) =>
        session.EmitAsync(new CommandFailed(code, message, param, command.EventId));
}
