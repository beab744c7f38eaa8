namespace LocalVoice.Store.Records;

/// <summary>What a record is. Plain in the database.</summary>
public enum RecordKind
{
    /// <summary>What somebody said or wrote.</summary>
    Item,

    /// <summary>A tool that the agent calls.</summary>
    Call,

    /// <summary>What a tool has come to.</summary>
    Output,

    /// <summary>How much of an item was heard.</summary>
    Truncation,

    /// <summary>A turn's timeline.</summary>
    Turn,

    /// <summary>The voice of an item.</summary>
    Audio,
}

internal static class RecordKinds
{
    /// <summary>As the database and exports write it.</summary>
    public static string Name(this RecordKind kind) =>
        kind switch
        {
            RecordKind.Item => "item",
            RecordKind.Call => "call",
            RecordKind.Output => "output",
            RecordKind.Truncation => "truncation",
            RecordKind.Turn => "turn",
            RecordKind.Audio => "audio",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
