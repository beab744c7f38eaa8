using System.Text.Encodings.Web;
using System.Text.Json;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Responses;

/// <summary>The language model's calls as items: the client's to run, ours to run, and those that the client must approve first.</summary>
internal static class ModelCalls
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>None where none is offered, whatever the model says.</summary>
    public static IEnumerable<CallItem> Of(ResponsePlan plan, ResponseResult result) =>
        plan.Tools.IsOffered ? result.Calls.Select(call => Of(plan, call)) : [];

    private static CallItem Of(ResponsePlan plan, FunctionCallContent call)
    {
        var arguments = JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Plain);
        if (plan.Tools.Find(call.Name)?.Origin is not { } origin)
        {
            var id = SessionContext.NewId("item");
            return new FunctionCallItem(id, call.CallId, call.Name, arguments, ConversationItemStatus.Completed);
        }

        var (label, tool) = (origin.Server.Label, origin.Tool.Name);
        return origin.NeedsApproval
            ? new ApprovalRequestItem(SessionContext.NewId("mcpr"), call.CallId, call.Name, arguments, label, tool)
            : new RemoteCallItem(SessionContext.NewId("mcp"), call.CallId, call.Name, arguments, label, tool, null, null);
    }
}

/// <summary>The calls of a response that has ended.</summary>
internal sealed record MadeCalls(ResponsePlan Plan, IReadOnlyList<CallItem> Items);
