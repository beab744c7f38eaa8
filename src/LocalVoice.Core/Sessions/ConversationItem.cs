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

/// <summary>One item of a conversation.</summary>
/// <param name="Id">Unique within the session.</param>
/// <param name="Text">What it adds to the conversation: words, arguments or a result; null while audio is not transcribed yet.</param>
public abstract record ConversationItem(string Id, string? Text, ConversationItemStatus Status)
{
    /// <summary>Stands for "before the first item" wherever a preceding item is named.</summary>
    public const string RootId = "root";
}
