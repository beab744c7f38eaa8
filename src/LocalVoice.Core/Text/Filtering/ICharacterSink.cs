namespace LocalVoice.Core.Text.Filtering;

/// <summary>
/// Receives a text character by character. Its output depends on the characters only, not on how they were split into
/// deltas, and so does that of a chain of sinks.
/// </summary>
internal interface ICharacterSink
{
    void Write(char character);

    /// <summary>Ends the text: held characters are passed on or dropped.</summary>
    void Complete();
}
