namespace LocalVoice.Core.Sessions;

/// <summary>The agent calls a function, which the client runs.</summary>
/// <param name="CallId">Named by the <see cref="FunctionOutputItem"/>.</param>
/// <param name="Arguments">A JSON object.</param>
public sealed record FunctionCallItem(string Id, string CallId, string Name, string Arguments, ConversationItemStatus Status)
    : CallItem(Id, CallId, Name, Arguments, Arguments, Status);
