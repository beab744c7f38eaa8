namespace LocalVoice.Core.Text.Filtering;

/// <summary>In-band signals from the block filter to the space filter.</summary>
internal static class Signals
{
    /// <summary>End of a block: falling intonation, with or without a full stop.</summary>
    public const char Pause = '\u2029';

    /// <summary>End of a table cell.</summary>
    public const char Cell = '\u001f';
}
