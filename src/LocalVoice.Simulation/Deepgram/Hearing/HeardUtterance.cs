namespace LocalVoice.Simulation.Deepgram.Hearing;

/// <summary>Gives out an utterance's words as its voice is heard.</summary>
internal sealed class HeardUtterance(DeepgramUtterance utterance, TimeSpan timePerWord)
{
    private int _taken;

    /// <summary>Of it.</summary>
    public TimeSpan Voice { get; private set; }

    public string Language => utterance.Language;

    /// <summary>All its words are final.</summary>
    public bool IsOver => _taken == utterance.Words.Length;

    public void Hear(TimeSpan voice) => Voice += voice;

    /// <summary>Words that are heard and not final.</summary>
    /// <param name="atLeast">Words of it that count as heard in any case.</param>
    public string[] Interim(int atLeast = 0) => utterance.Words[_taken..Math.Max(_taken, Bounded(Math.Max(atLeast, Heard())))];

    /// <param name="atPause">The speaker has paused, so that an utterance of any length is complete.</param>
    /// <returns>The words that are final now.</returns>
    public string[] Final(bool atPause)
    {
        var words = utterance.Words[_taken..Math.Max(_taken, Settled(atPause))];
        _taken += words.Length;
        return words;
    }

    private int Heard() => Bounded(utterance.Speech is { } speech ? utterance.Words.Length * (Voice / speech) : Voice / timePerWord);

    private int Settled(bool atPause)
    {
        if (utterance.Speech is { } speech)
        {
            return Bounded(Math.Round(utterance.Words.Length * (Voice / speech)));
        }

        return atPause ? utterance.Words.Length : Heard();
    }

    private int Bounded(double words) => (int)Math.Min(utterance.Words.Length, words);
}
