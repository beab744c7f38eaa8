using System.Text.RegularExpressions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Text.Clauses;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Tests.Text.Cases;

/// <summary>The shared cases as tokens, which come in any pieces.</summary>
public sealed partial class TokenSplitProperties
{
    private const int Seed = 15;
    private const int SplitsPerCase = 6;

    private static readonly Dictionary<string, string[]> Beginnings = new()
    {
        ["es"] =
        [
            "",
            "mira ",
            "yo te digo ",
            "ella nos cuenta siempre ",
            "ella nos cuenta siempre cosas ",
            "ella nos cuenta cada mañana cosas ",
        ],
        ["ca"] = ["", "mira ", "jo et dic ", "ella ens conta sempre ", "ella ens conta sempre coses ", "ella ens conta cada dia coses "],
        ["en"] =
        [
            "",
            "look ",
            "she told everyone ",
            "she told everyone yesterday ",
            "she told everyone yesterday evening ",
            "she told us all yesterday evening ",
        ],
    };

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Any_tokens_give_the_speech_of_the_whole_text(string language)
    {
        var random = new Random(Seed);
        foreach (var sample in SpokenTextCase.Of(language).Where(sample => !ThinksUnannounced(sample.Written)))
        {
            var whole = SpokenTextCase.Fold(sample.Spoken(language));
            for (var i = 0; i < SplitsPerCase; i++)
            {
                var tokens = Tokens(sample.Written, random, anywhere: true);
                var spoken = string.Join(' ', Prepared(Clauses(tokens, language), language));
                Assert.True(SpokenTextCase.Fold(spoken) == whole, $"{string.Join('¦', tokens)} → {spoken} ≠ {whole}");
            }
        }
    }

    /// <summary>
    /// A word that comes in pieces may be taken for another, with which a phrase begins: the price of a first clause that does not
    /// wait for the end of a word.
    /// </summary>
    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Tokens_that_leave_words_whole_give_the_clauses_of_the_whole_text(string language)
    {
        var random = new Random(Seed);
        foreach (var sample in SpokenTextCase.Of(language))
        {
            foreach (var beginning in Beginnings[language])
            {
                var text = beginning + sample.Written;
                var whole = string.Join('¦', Spoken(Clauses([text], language)));
                var tokens = Tokens(text, random, anywhere: false);
                Assert.Equal(whole, string.Join('¦', Spoken(Clauses(tokens, language))));
            }
        }
    }

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void No_clause_cuts_an_expression(string language)
    {
        var random = new Random(Seed);
        foreach (var sample in SpokenTextCase.Of(language))
        {
            foreach (var beginning in Beginnings[language])
            {
                var clauses = Clauses(Tokens(beginning + sample.Written, random, anywhere: true), language);
                var text = string.Concat(clauses);
                var cut = Cuts(clauses).FirstOrDefault(at => Expression().Matches(text).Any(whole => Cuts(whole, at)));
                Assert.True(cut == 0, $"{string.Join('|', clauses)}");
            }
        }
    }

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Accents_that_are_characters_of_their_own_change_nothing(string language)
    {
        foreach (var sample in SpokenTextCase.Of(language))
        {
            var decomposed = string.Concat(sample.Written.Select(Decomposed));
            var tokens = decomposed.Select(character => character.ToString());
            var spoken = string.Join(' ', Prepared(Clauses(tokens, language), language));
            if (!ThinksUnannounced(sample.Written))
            {
                Assert.Equal(SpokenTextCase.Fold(sample.Spoken(language)), SpokenTextCase.Fold(spoken));
            }
        }
    }

    private static string Decomposed(char character)
    {
        const string letters = "áéíóúàèìòùñüïçÁÉÍÓÚÀÈÒÑ";
        var parts =
            "a\u0301|e\u0301|i\u0301|o\u0301|u\u0301|a\u0300|e\u0300|i\u0300|o\u0300|u\u0300|n\u0303|u\u0308|i\u0308|c\u0327"
            + "|A\u0301|E\u0301|I\u0301|O\u0301|U\u0301|A\u0300|E\u0300|O\u0300|N\u0303";
        var index = letters.IndexOf(character, StringComparison.Ordinal);
        return index < 0 ? character.ToString() : parts.Split('|')[index];
    }

    private static bool Cuts(Match whole, int at) => whole.Index < at && at < whole.Index + whole.Length;

    private static IEnumerable<int> Cuts(IEnumerable<string> clauses)
    {
        var at = 0;
        return clauses.Select(clause => at += clause.Length).SkipLast(1);
    }

    private static List<string> Clauses(IEnumerable<string> tokens, string language)
    {
        var filter = new SpokenTextFilter();
        var splitter = new ClauseSplitter(SpokenTextCase.VoiceOf(language));
        var clauses = new List<string>();
        foreach (var token in tokens)
        {
            splitter.Push(filter.Push(token));
            Drain();
        }

        splitter.Push(filter.Flush());
        splitter.Flush();
        Drain();
        return clauses;

        void Drain()
        {
            while (splitter.TryTake(out var clause))
            {
                clauses.Add(clause.Text);
            }
        }
    }

    private static IEnumerable<string> Prepared(IEnumerable<string> clauses, string language) =>
        clauses.Select(SpokenTextPreparations.WithoutLexicons.For(SpokenTextCase.VoiceOf(language)).Prepare);

    private static IEnumerable<string> Spoken(IEnumerable<string> clauses) =>
        clauses.Select(SpokenTextCase.Fold).Where(clause => clause.Length > 0);

    private static List<string> Tokens(string text, Random random, bool anywhere)
    {
        var tokens = new List<string>();
        var start = 0;
        for (var end = 1; end < text.Length; end++)
        {
            var withinWord = char.IsLetter(text[end - 1]) && char.IsLetter(text[end]);
            if ((anywhere || !withinWord) && random.Next(3) == 0)
            {
                tokens.Add(text[start..end]);
                start = end;
            }
        }

        tokens.Add(text[start..]);
        return tokens;
    }

    /// <summary>What came before the first sign of reasoning may have been said.</summary>
    private static bool ThinksUnannounced(string text) =>
        text.Contains("</think>", StringComparison.Ordinal) && !text.Contains("<think>", StringComparison.Ordinal);

    /// <summary>Numbers in groups, times, prices, units, dates, names with numerals, abbreviations, addresses.</summary>
    [GeneratedRegex(
        @"\+?\(?[0-9][0-9.,:/×*^+-]*[0-9](?: [0-9]{2,4}\b)+"
            + @"|[0-9]+(?:[.,:/’-][0-9]+)+|[$€£] ?[0-9][0-9.,]*|[0-9] ?[€$£%°º²³]"
            + @"|[0-9] (?:km|kg|cm|mm|ml|min|h|m|g|l|GB|MB|W|V|Hz|kHz|kcal|ft|tsp|tbsp)\b"
            + @"|[0-9] [ap]\. ?m\.|\b[ap]\. ?m\.|EE\. ?UU\.|\b[ad]\. ?C\.|p\. ?ej\.|p\. ?ex\."
            + @"|https?://\S+[\w/]|www\.\S+\w|\S+@\S+\.\w+|\b\w+\.(?:com|es|cat|org|net|js|pdf)\b"
            + @"|\b(?:Felipe|Luis|Carlos|Jaume|Alfons|Henry|Louis|World War|siglo|segle|capítulo|Super Bowl) [IVXL]+\b"
            + @"|\b(?:Sra?|Dra?|Mr|Ms|St|Sta|Sto|Aprox|núm|Capt|Gen|Avda?|Pza)\. \w+|[0-9] de (?:[a-z]+)(?: de [0-9]+)?|[0-9]\.º \w"
    )]
    private static partial Regex Expression();
}
