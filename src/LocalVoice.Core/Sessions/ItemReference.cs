namespace LocalVoice.Core.Sessions;

/// <summary>Stands for an item of the conversation in a response's input.</summary>
public sealed record ItemReference(string Id) : ConversationItem(Id, null, ConversationItemStatus.Completed);
