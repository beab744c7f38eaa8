using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns;

/// <summary>
/// A response begun behind its gate before the turn was decided, with the conversation and settings that it was begun on.
/// </summary>
internal sealed record SpeculativeResponse(Response Response, int HistoryVersion, SessionSettings Settings)
{
    /// <summary>Whether it still answers the conversation as it stands.</summary>
    public bool IsCurrent(int historyVersion, SessionSettings settings) =>
        Response.Result is null && historyVersion == HistoryVersion && settings == Settings;
}
