using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>
/// Which words of an utterance will stay: those of finished segments, and those on which two transcripts in a row agree, but
/// for the newest. They keep the spelling that they were first told with, so they only grow. Not thread-safe.
/// </summary>
internal sealed class AgreedText
{
    private readonly List<string> _stable = [];
    private string[] _previous = [];
    private InterimTranscript _told = new("", "");

    /// <param name="finished">Text that the service has finished.</param>
    /// <param name="tentative">Text behind it, which may change.</param>
    /// <returns>Null when nothing is new.</returns>
    public InterimTranscript? Update(string finished, string tentative)
    {
        var settled = Words(finished);
        string[] words = [.. settled, .. Words(tentative)];
        var agreed = Math.Max(settled.Length, Math.Min(Agreement(words), words.Length - 1));
        _previous = words;
        for (var i = _stable.Count; i < agreed; i++)
        {
            _stable.Add(words[i]);
        }

        var rest = string.Join(' ', words.Skip(_stable.Count));
        var interim = new InterimTranscript(string.Join(' ', _stable), _stable.Count == 0 || rest.Length == 0 ? rest : $" {rest}");
        if (interim == _told)
        {
            return null;
        }

        _told = interim;
        return interim;
    }

    private int Agreement(string[] words) => words.Zip(_previous).TakeWhile(pair => Plain(pair.First) == Plain(pair.Second)).Count();

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Plain(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
