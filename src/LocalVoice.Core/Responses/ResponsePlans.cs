using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>Plans responses: the session's settings, and what a request wants otherwise. Used by the session's loop only.</summary>
internal sealed class ResponsePlans(SessionContext session, AgentPlayback playback)
{
    public Response New(ResponseRequest request, ResponseState state)
    {
        var settings = session.Settings with
        {
            Language = session.Language,
            Voice = request.Voice ?? session.Settings.Voice,
            Speak = request.Speak ?? session.Settings.Speak,
            OutputFormat = request.OutputFormat ?? session.Settings.OutputFormat,
        };
        var tokens = request.MaxOutputTokens ?? settings.MaxOutputTokens;
        var id = SessionContext.NewId("resp");
        var plan = new ResponsePlan(
            id,
            SessionContext.NewId("item"),
            request.Input is null ? session.SessionId : id,
            settings,
            session.Engines,
            new(session.Time, 0)
        )
        {
            Instructions = request.Instructions ?? settings.Instructions,
            MaxOutputTokens = tokens,
            MaxSpeech = tokens is null && settings.Speak ? session.Limits.MaxSpeech : null,
            Request = request,
            Tools = ToolsOf(request),
            Input = request.Input,
            OutOfBand = request.OutOfBand,
            Metadata = request.Metadata,
        };
        return new(plan, playback.NewItem(plan.ItemId, settings), state, session.Ended);
    }

    /// <summary>The tools that the model is offered, as things stand; outside the conversation the client's functions only.</summary>
    public ToolSet ToolsOf(ResponseRequest request)
    {
        var wanted = request.Tools ?? session.Settings.Tools;
        return session.Tools.Offer(request.OutOfBand ? wanted with { Servers = [] } : wanted);
    }

    /// <summary>What the language model responds to, as things stand.</summary>
    public List<ChatMessage> MessagesOf(Response response) =>
        response.Plan is { Input: { } input, Instructions: var instructions }
            ? session.History.MessagesOf(instructions, input)
            : session.History.ToMessages(response.Plan.Instructions, null);
}
