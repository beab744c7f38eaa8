namespace LocalVoice.Core.Sessions;

/// <summary>The agent calls a tool.</summary>
/// <param name="CallId">The language model's name of the call.</param>
/// <param name="Name">As the language model calls the tool.</param>
/// <param name="Arguments">A JSON object.</param>
public abstract record CallItem(string Id, string CallId, string Name, string Arguments, string Text, ConversationItemStatus Status)
    : ConversationItem(Id, Text, Status);
