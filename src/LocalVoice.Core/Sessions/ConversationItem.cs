namespace LocalVoice.Core.Sessions;

/// <summary>The author of a conversation item.</summary>
public enum ConversationRole
{
    System,
    User,
    Agent,
}

/// <summary>An item's progress.</summary>
public enum ConversationItemStatus
{
    InProgress,
    Completed,

    /// <summary>Cut off by the user's barge-in or by a limit.</summary>
    Incomplete,
}

/// <summary>One message of a conversation.</summary>
/// <param name="Id">Unique within the session.</param>
/// <param name="Text">The words; null while the user's audio is not transcribed yet.</param>
/// <param name="Spoken">Whether the item is audio (now or later) rather than typed text.</param>
public sealed record ConversationItem(string Id, ConversationRole Role, string? Text, bool Spoken, ConversationItemStatus Status)
{
    /// <summary>Stands for "before the first item" wherever a preceding item is named.</summary>
    public const string RootId = "root";
}
