using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Interims;

/// <summary>
/// LocalAgreement-2 (Liu et al. 2020; Macháček et al. 2023): words on which two consecutive decodes agree are stable,
/// except the newest, which the audio may have cut off. Stable words keep their spelling, so the stable text only
/// grows. Not thread-safe.
/// </summary>
internal sealed class LocalAgreement
{
    private readonly List<string> _stable = [];
    private string[] _previous = [];

    /// <summary>Adds the next decode of the whole utterance.</summary>
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
