namespace LocalVoice.Core.Responses;

/// <summary>How far a response is. From <see cref="AwaitingTranscript"/> on somebody counts on it: it then ends exactly once.</summary>
internal enum ResponseState
{
    /// <summary>Begun in a pause of the user's; nobody was told, it may vanish.</summary>
    Speculative,

    /// <summary>Requested, or brought about by a turn, whose words are not known yet.</summary>
    AwaitingTranscript,

    /// <summary>The model works; nothing was sent.</summary>
    Preparing,

    /// <summary>Text or audio was sent, more follows.</summary>
    Streaming,

    /// <summary>All was sent and the client was told of the end; it still plays.</summary>
    Draining,

    /// <summary>Played, cancelled or failed.</summary>
    Ended,
}

/// <summary>What changes a response's state.</summary>
internal enum ResponseStep
{
    /// <summary>The client, or a turn that was decided, counts on it.</summary>
    Announced,

    /// <summary>All words that it responds to are known.</summary>
    TranscriptReady,

    OutputSent,

    AllSent,

    Played,

    /// <summary>Cancelled, interrupted, withdrawn or failed.</summary>
    Stopped,
}

/// <summary>The state machine of a response. Pure.</summary>
internal static class ResponseLifecycle
{
    /// <exception cref="InvalidOperationException">The step cannot happen in this state.</exception>
    public static ResponseState After(this ResponseState state, ResponseStep step) =>
        (state, step) switch
        {
            (ResponseState.Speculative, ResponseStep.Announced) => ResponseState.AwaitingTranscript,
            (ResponseState.AwaitingTranscript, ResponseStep.TranscriptReady) => ResponseState.Preparing,
            (ResponseState.Preparing or ResponseState.Streaming, ResponseStep.OutputSent) => ResponseState.Streaming,
            (ResponseState.Preparing or ResponseState.Streaming, ResponseStep.AllSent) => ResponseState.Draining,
            (ResponseState.Draining, ResponseStep.Played) => ResponseState.Ended,
            (not ResponseState.Ended, ResponseStep.Stopped) => ResponseState.Ended,
            _ => throw new InvalidOperationException($"A response that is {state} cannot be {step}."),
        };
}
