namespace LocalVoice.Core.Sessions;

/// <summary>What somebody says, or writes.</summary>
/// <param name="Text">The words; null while the user's audio is not transcribed yet.</param>
/// <param name="Spoken">Whether the item is audio (now or later) rather than typed text.</param>
public sealed record MessageItem(string Id, ConversationRole Role, string? Text, bool Spoken, ConversationItemStatus Status)
    : ConversationItem(Id, Text, Status);
