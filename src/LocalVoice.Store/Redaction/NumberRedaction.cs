using System.Text;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text;

namespace LocalVoice.Store.Redaction;

/// <summary>
/// Finds numbers: every word with a digit (cards, telephones, dates, amounts, identity cards, IBANs with the letters that begin them),
/// and the words of cardinal numbers as the agent says them in the conversation's language. A lone <c>un</c>, <c>una</c>, <c>uno</c>,
/// <c>one</c> stays: it is an article as a rule. Ordinals stay.
/// </summary>
internal static partial class NumberRedaction
{
    private static readonly HashSet<string> Articles = new(StringComparer.OrdinalIgnoreCase) { "un", "una", "uno", "one" };
    private static readonly HashSet<string> Joints = new(StringComparer.OrdinalIgnoreCase)
    {
        "y",
        "i",
        "and",
        "coma",
        "punto",
        "punt",
        "point",
        "oh",
        "double",
        "doble",
        "triple",
        "con",
        "amb",
    };

    /// <param name="language">Of the conversation.</param>
    public static string Redact(string text, string mark, string language) => Spoken(Digits().Replace(text, mark), mark, language);

    private static string Spoken(string text, string mark, string language)
    {
        var vocabulary = NumberVocabulary.Of(language);
        var words = Words().Matches(text);
        var kept = new StringBuilder();
        var from = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsNumber(words[i].Value, vocabulary))
            {
                continue;
            }

            var last = LastOfRun(text, words, i, vocabulary);
            if (last > i || !Articles.Contains(words[i].Value))
            {
                kept.Append(text, from, words[i].Index - from).Append(mark);
                from = words[last].Index + words[last].Length;
            }

            i = last;
        }

        return from == 0 ? text : kept.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Numbers may be joined by a word between them, and separated by spaces, commas and hyphens.</summary>
    private static int LastOfRun(string text, MatchCollection words, int first, IReadOnlySet<string> vocabulary)
    {
        var last = first;
        for (var next = first + 1; next < words.Count && IsNear(text, words[next - 1], words[next]); next++)
        {
            if (IsNumber(words[next].Value, vocabulary))
            {
                last = next;
            }
            else if (last != next - 1 || !Joints.Contains(words[next].Value))
            {
                break;
            }
        }

        return last;
    }

    private static bool IsNear(string text, Match before, Match after) =>
        text.AsSpan(before.Index + before.Length, after.Index - before.Index - before.Length).Trim(" ,-\t\n").IsEmpty;

    private static bool IsNumber(string word, IReadOnlySet<string> vocabulary) => vocabulary.Contains(word.ToLowerInvariant());

    /// <summary>Words with a digit, and what groups them: <c>ES91 2100 0418</c>, <c>+34 612-34-56</c>, <c>12.345,67</c>.</summary>
    [GeneratedRegex(
        @"[+(]?\p{L}*\p{Nd}[\p{L}\p{Nd}]*(?:[ ,.:/()\u00a0-]{1,3}\p{L}{0,2}\p{Nd}[\p{L}\p{Nd}]*)*",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Digits();

    [GeneratedRegex(@"\p{L}[\p{L}·'’]*(?:-[\p{L}·]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
