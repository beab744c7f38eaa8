using LocalVoice.Core.Text.Clauses;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Ends a response at the sentence with which it has become as long as the user may have to listen. The voice speaks later than
/// the model writes, so the length is estimated from the text. Written by one thread, read by any.
/// </summary>
/// <param name="most">Null for no limit.</param>
/// <param name="speed">Of the voice; 1 is normal.</param>
internal sealed class SpeechLimit(TimeSpan? most, double speed)
{
    // Measured: 20 recordings of the Piper voice joe in English, pauses among them, have 16.2. Taken for all languages: faster
    // ones, as Spanish, say less per syllable (Pellegrino and others 2011, Language 87(3)).
    private const double CharactersPerSecond = 16;

    // A sentence that goes on for another half of the limit ends at its next comma, or wherever its next clause does.
    private const double Patience = 1.5;

    private TimeSpan _length;
    private volatile bool _isReached;

    /// <summary>Whether the last clause that was counted is the last of the response.</summary>
    public bool IsReached => _isReached;

    public void Count(Clause clause)
    {
        _length += TimeSpan.FromSeconds(clause.Text.Length / (CharactersPerSecond * speed));
        _isReached = most is { } limit && _length >= (clause.EndsSentence ? limit : limit * Patience);
    }
}
