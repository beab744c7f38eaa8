using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>
/// LocalAgreement-2 (Liu et al. 2020; Macháček et al. 2023): the words on which two decodes in a row agree are stable, but
/// for the newest one, which the audio may have cut off. What became stable keeps its spelling, so that the stable text
/// only ever grows. Not thread-safe.
/// </summary>
internal sealed class LocalAgreement
{
    private readonly List<string> _stable = [];
    private string[] _previous = [];

    /// <summary>Takes the next decode of the same utterance, as a whole.</summary>
    public InterimTranscript Update(string text)
    {
        var words = Words.Split(text);
        var agreed = Math.Min(AgreedWords(words), words.Length - 1);
        _previous = words;
        for (var i = _stable.Count; i < agreed; i++)
        {
            _stable.Add(words[i]);
        }

        var tail = string.Join(' ', words.Skip(_stable.Count));
        return new(string.Join(' ', _stable), _stable.Count == 0 || tail.Length == 0 ? tail : $" {tail}");
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

    private static bool Same(string word, string other)
    {
        var normalised = Words.Normalise(word);
        return normalised.Length > 0 && normalised == Words.Normalise(other);
    }
}
