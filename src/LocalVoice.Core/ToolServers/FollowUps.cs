using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Tools;

namespace LocalVoice.Core.ToolServers;

/// <summary>The request for the response that follows calls.</summary>
internal static class FollowUps
{
    /// <summary>
    /// As the request before, except that no call is forced any more; after too many in a row none is possible. It is nobody's
    /// answer on the wire, and so has no metadata.
    /// </summary>
    /// <param name="session">The tools of requests without their own.</param>
    public static ResponseRequest Of(CallBatch batch, ToolSet session)
    {
        var (before, rounds) = (batch.Request, batch.Request.ToolRounds + 1);
        var tools = before.Tools ?? session;
        return before with
        {
            ToolRounds = rounds,
            Metadata = null,
            Tools =
                rounds >= PipelineLimits.ToolRounds ? tools with { Choice = ToolChoice.None }
                : tools.Choice.IsForced ? tools with { Choice = ToolChoice.Auto }
                : before.Tools,
            Input = before.Input is { } input ? [.. input, .. batch.CallIds.Select(id => new ItemReference(id))] : null,
        };
    }
}
