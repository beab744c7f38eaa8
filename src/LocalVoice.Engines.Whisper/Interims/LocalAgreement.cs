using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>
/// LocalAgreement-2 (Liu et al. 2020; Macháček et al. 2023): the words on which two decodes in a row agree are stable. What
/// became stable keeps its spelling, so that the stable text only ever grows. Not thread-safe.
/// </summary>
internal sealed class LocalAgreement
{
    private readonly List<string> _stable = [];
    private string[] _previous = [];

    /// <summary>Takes the next decode of the same utterance, as a whole.</summary>
    public InterimTranscript Update(string text)
    {
        var words = Words.Split(text);
        var agreed = AgreedWords(words);
        _previous = words;
        for (var i = _stable.Count; i < agreed; i++)
        {
            // The mark behind the newest word is a guess: the sentence may go on.
            var isNewest = i == words.Length - 1;
            _stable.Add(isNewest ? Words.WithoutTrailingPunctuation(words[i]) : words[i]);
        }

        return new(string.Join(' ', _stable), Tentative(words));
    }

    private int AgreedWords(string[] words)
    {
        var agreed = 0;
        while (agreed < Math.Min(words.Length, _previous.Length) && Same(words[agreed], _previous[agreed]))
        {
            agreed++;
        }

        return agreed;
    }

    private string Tentative(string[] words)
    {
        if (words.Length < _stable.Count)
            return "";

        var tail = string.Join(' ', words.Skip(_stable.Count));
        if (_stable.Count == 0)
            return tail;

        return tail.Length == 0 ? MarkAfterStable(words[^1]) : $" {tail}";
    }

    // The newest word is stable, its mark is not.
    private string MarkAfterStable(string word) =>
        Same(word, _stable[^1]) && !char.IsPunctuation(_stable[^1][^1]) ? word[Words.WithoutTrailingPunctuation(word).Length..] : "";

    private static bool Same(string word, string other)
    {
        var normalised = Words.Normalise(word);
        return normalised.Length > 0 && normalised == Words.Normalise(other);
    }
}
