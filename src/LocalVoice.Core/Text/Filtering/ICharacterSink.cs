namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Takes a text character by character. What it gives on depends on the characters alone, never on how they arrived,
/// so a chain of sinks is the same for every way to cut the text into deltas.
/// </summary>
internal interface ICharacterSink
{
    void Write(char character);

    /// <summary>The text is over: whatever is held back is given on or dropped.</summary>
    void Complete();
}
