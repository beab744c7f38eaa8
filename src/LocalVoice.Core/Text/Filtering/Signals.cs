namespace LocalVoice.Core.Text.Filtering;

/// <summary>In-band signals between filters, and to the clause splitter.</summary>
internal static class Signals
{
    /// <summary>End of a block: falling intonation, with or without a full stop.</summary>
    public const char Pause = '\u2029';

    /// <summary>End of a table cell.</summary>
    public const char Cell = '\u001f';

    /// <summary>What is before it was reasoning: whatever of it was not said yet is not to be said.</summary>
    public const char Discard = '\u0018';
}
