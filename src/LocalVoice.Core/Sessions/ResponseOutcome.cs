namespace LocalVoice.Core.Sessions;

/// <summary>How a response ended.</summary>
public enum ResponseStatus
{
    Completed,
    Cancelled,
    Incomplete,
    Failed,
}

/// <summary>Why a response was not completed.</summary>
public enum ResponseEndReason
{
    None,

    /// <summary>The user spoke.</summary>
    TurnDetected,
    ClientCancelled,
    MaxOutputTokens,
    Error,
}

/// <param name="Message">What went wrong, for <see cref="ResponseStatus.Failed"/>.</param>
public sealed record ResponseOutcome(ResponseStatus Status, ResponseEndReason Reason = ResponseEndReason.None, string? Message = null)
{
    public static ResponseOutcome Completed { get; } = new(ResponseStatus.Completed);
}

/// <summary>What a response cost.</summary>
/// <param name="CachedTokens">Of the input tokens, those that were in the engine's cache.</param>
/// <param name="AudioDuration">Of the agent's voice, as far as it was sent.</param>
public sealed record ResponseUsage(int InputTokens, int CachedTokens, int OutputTokens, TimeSpan AudioDuration)
{
    public static ResponseUsage None { get; } = new(0, 0, 0, TimeSpan.Zero);
}
