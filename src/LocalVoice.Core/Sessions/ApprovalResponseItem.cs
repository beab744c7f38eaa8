namespace LocalVoice.Core.Sessions;

/// <summary>The client allows a call of another server's tool, or does not.</summary>
/// <param name="Reason">For the language model; null for none.</param>
public sealed record ApprovalResponseItem(string Id, string ApprovalRequestId, bool Approve, string? Reason)
    : ConversationItem(Id, Reason, ConversationItemStatus.Completed);
