namespace LocalVoice.Core.Sessions;

/// <summary>Who an item of the conversation is by.</summary>
public enum ConversationRole
{
    System,
    User,
    Agent,
}

/// <summary>How far an item is.</summary>
public enum ConversationItemStatus
{
    InProgress,
    Completed,

    /// <summary>Trimmed off by the user or by a limit.</summary>
    Incomplete,
}

/// <summary>One message of a conversation.</summary>
/// <param name="Id">Unique within the session.</param>
/// <param name="Text">What was said; null while a user's audio is not transcribed yet.</param>
/// <param name="Spoken">Whether it was (or will be) audio, rather than typed.</param>
public sealed record ConversationItem(string Id, ConversationRole Role, string? Text, bool Spoken, ConversationItemStatus Status)
{
    /// <summary>Stands for "before the first item" wherever an item's predecessor is named.</summary>
    public const string RootId = "root";
}
