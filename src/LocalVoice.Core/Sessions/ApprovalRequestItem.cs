namespace LocalVoice.Core.Sessions;

/// <summary>The agent wants to call a tool of another server's, and waits for the client's <see cref="ApprovalResponseItem"/>.</summary>
/// <param name="ToolName">As its server calls it.</param>
public sealed record ApprovalRequestItem(string Id, string CallId, string Name, string Arguments, string ServerLabel, string ToolName)
    : CallItem(Id, CallId, Name, Arguments, Arguments, ConversationItemStatus.Completed);
