using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>Finds the noun behind a number: across other numbers of the same count, "mil" and one-form adjectives.</summary>
internal sealed class CountedReader
{
    // More words than this between a number and its noun were not seen; chosen by trial.
    private const int MaxWords = 8;

    private readonly NounTables _nouns;
    private readonly string _thousand;
    private readonly FrozenSet<string> _adjectives;
    private readonly FrozenSet<string> _scales;
    private readonly FrozenSet<string> _numberWords;

    public CountedReader(NounTables nouns, NumberWords words, INumberVerbalizer verbalizer)
    {
        _nouns = nouns;
        _thousand = words.Scales[0];
        _adjectives = nouns.Adjectives.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _scales = words.Scales.Skip(1).Concat(words.ScalesOfMany.Skip(1)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _numberWords = NumberWordsOf(verbalizer).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="end">Where the number ends.</param>
    public Counted Read(string text, int end)
    {
        var counted = new Counted("");
        for (var words = 0; words < MaxWords; words++)
        {
            if (counted.Adjective.Length == 0 && Connector(text, end) is { } next)
            {
                (counted, end) = (counted with { IsShared = true }, next);
                continue;
            }

            var word = TextWords.After(text, end, out var after);
            if (word.Length == 0)
            {
                break;
            }

            if (word.Equals(_thousand, StringComparison.OrdinalIgnoreCase))
            {
                counted = counted with { IsThousands = true };
            }
            else if (_scales.Contains(word))
            {
                return counted with { IsMillions = true };
            }
            else if (_adjectives.Contains(word))
            {
                counted = counted with { Adjective = word };
            }
            else if (!counted.IsShared || !_numberWords.Contains(word))
            {
                return IsFemininePart(text, end) ? counted with { IsFemininePart = true } : counted with { Noun = word };
            }

            end = after;
        }

        return counted;
    }

    /// <summary>Where the number behind a connecting word ends, or that word before a number in words.</summary>
    private int? Connector(string text, int end)
    {
        if (end + 1 < text.Length && text[end] == ',')
        {
            return TextWords.IsNumberAfter(text, end + 1, out var listed) ? listed : null;
        }

        foreach (var connector in _nouns.Connectors)
        {
            if (TextWords.Continues(text, end, connector))
            {
                var behind = end + 1 + connector.Length;
                if (TextWords.IsNumberAfter(text, behind, out var number))
                {
                    return number;
                }

                if (_numberWords.Contains(TextWords.After(text, behind, out _)))
                {
                    return behind;
                }
            }
        }

        return null;
    }

    private bool IsFemininePart(string text, int end) =>
        Array.Exists(_nouns.FemininePartitives, partitive => TextWords.Continues(text, end, partitive));

    private static IEnumerable<string> NumberWordsOf(INumberVerbalizer verbalizer) =>
        from number in Enumerable.Range(0, 100).Concat([100, 101, 200, 300, 400, 500, 600, 700, 800, 900])
        from gender in Enum.GetValues<Gender>()
        from word in verbalizer.Cardinal(number, gender).Split(' ')
        select word;
}
