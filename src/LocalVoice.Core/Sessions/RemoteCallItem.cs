using LocalVoice.Tools;

namespace LocalVoice.Core.Sessions;

/// <summary>The agent calls a tool of another server's, which this server runs.</summary>
/// <param name="ToolName">As its server calls it.</param>
/// <param name="ApprovalRequestId">The <see cref="ApprovalRequestItem"/> that came before; null for none.</param>
/// <param name="Outcome">Null while it runs.</param>
public sealed record RemoteCallItem(
    string Id,
    string CallId,
    string Name,
    string Arguments,
    string ServerLabel,
    string ToolName,
    string? ApprovalRequestId,
    RemoteOutcome? Outcome
)
    : CallItem(
        Id,
        CallId,
        Name,
        Arguments,
        Arguments + Outcome?.Text,
        Outcome is null ? ConversationItemStatus.InProgress : ConversationItemStatus.Completed
    )
{
    public RemoteCallItem Ended(RemoteOutcome outcome) =>
        new(Id, CallId, Name, Arguments, ServerLabel, ToolName, ApprovalRequestId, outcome);
}

/// <summary>What a call has come to: an output, or an error.</summary>
public sealed record RemoteOutcome(string? Output, RemoteError? Error)
{
    public string Text => Output ?? Error?.Message ?? "";
}

/// <param name="Code">Of the protocol or of HTTP; null for none.</param>
public sealed record RemoteError(ToolServerFault Fault, int? Code, string Message);
