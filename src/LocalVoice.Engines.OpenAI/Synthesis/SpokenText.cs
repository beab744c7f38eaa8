using System.Buffers;
using System.Text;

namespace LocalVoice.Engines.OpenAI.Synthesis;

/// <summary>What of a text can be asked for.</summary>
internal static class SpokenText
{
    /// <summary>OpenAI's limit of a request's input (API reference, "Create speech").</summary>
    public const int MostCharacters = 4096;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?…。！？");

    public static bool IsPronounceable(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    /// <summary>Parts of at most <see cref="MostCharacters"/>, divided behind a sentence where there is one, else behind a word.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        var rest = text.Trim();
        while (rest.Length > MostCharacters)
        {
            var length = Cut(rest);
            if (rest[..length] is var part && IsPronounceable(part))
            {
                yield return part.TrimEnd();
            }

            rest = rest[length..].TrimStart();
        }

        if (IsPronounceable(rest))
        {
            yield return rest;
        }
    }

    private static int Cut(string text)
    {
        var most = text.AsSpan(0, MostCharacters);
        var sentence = most.LastIndexOfAny(SentenceEnds);
        var word = most.LastIndexOf(' ');
        return sentence >= MostCharacters / 2 ? sentence + 1
            : word > 0 ? word
            : char.IsHighSurrogate(most[^1]) ? MostCharacters - 1
            : MostCharacters;
    }
}
