namespace LocalVoice.Core.Text.Filtering;

/// <summary>What the block filter tells the space filter in the stream of characters itself.</summary>
internal static class Signals
{
    /// <summary>A block ended: the voice should fall, whether or not the writer put a full stop.</summary>
    public const char Pause = '\u2029';

    /// <summary>A table cell ended.</summary>
    public const char Cell = '\u001f';
}
