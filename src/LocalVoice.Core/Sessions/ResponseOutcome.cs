namespace LocalVoice.Core.Sessions;

/// <summary>How a response ended.</summary>
public enum ResponseStatus
{
    Completed,
    Cancelled,
    Incomplete,
    Failed,
}

/// <summary>Why a response did not complete.</summary>
public enum ResponseEndReason
{
    None,

    /// <summary>The user's speech cancelled it (barge-in).</summary>
    TurnDetected,
    ClientCancelled,
    MaxOutputTokens,
    Error,
}

/// <param name="Message">The failure, for <see cref="ResponseStatus.Failed"/>, in words for the client.</param>
/// <param name="Code">Its code.</param>
public sealed record ResponseOutcome(
    ResponseStatus Status,
    ResponseEndReason Reason = ResponseEndReason.None,
    string? Message = null,
    string? Code = null
)
{
    public static ResponseOutcome Completed { get; } = new(ResponseStatus.Completed);
}

/// <summary>Token and audio usage of a response.</summary>
/// <param name="CachedTokens">Input tokens found in the engine's cache.</param>
/// <param name="AudioDuration">Duration of the audio sent.</param>
public sealed record ResponseUsage(int InputTokens, int CachedTokens, int OutputTokens, TimeSpan AudioDuration)
{
    public static ResponseUsage None { get; } = new(0, 0, 0, TimeSpan.Zero);
}
