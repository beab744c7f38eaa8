using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using LocalVoice.Core.Text.Clauses;
using LocalVoice.Core.Text.Filtering;
using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization;

public sealed class SpokenTextNormalizerTests
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    [Theory]
    [InlineData("fr", "Il y a 3 chats  à 10:30 😀", "Il y a 3 chats à 10:30")]
    [InlineData("auto", " 50 % ", "50 %")]
    public void A_language_without_rules_is_only_cleaned(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));

    [Theory]
    [InlineData("es", "El cafe\u0301 de Logron\u0303o tiene 2 mu\u0301sicos", "El café de Logroño tiene dos músicos")]
    [InlineData("ca", "L'a\u0300via fe\u0301u 3 pasti\u0301ssos de llimo\u0301", "L'àvia féu tres pastíssos de llimó")]
    [InlineData("fr", "gar\u0327on\u0327 \u212b \u212a \u2126", "gaŗoņ Å K Ω")]
    [InlineData("xx", "e\u0302\u0301 x\u0301 \u0301a \ud83d", "ế x\u0301 \u0301a")]
    public void Accents_become_parts_of_their_letters(string language, string written, string spoken) =>
        Assert.Equal(spoken, Normalizer.Normalize(written, language));

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void No_digit_survives_in_a_language_with_rules(string language)
    {
        var pieces = Gen.Elements(
            "1",
            "23",
            "456",
            "7890",
            ".",
            ",",
            ":",
            "/",
            "-",
            " ",
            "€",
            "$",
            "%",
            "km",
            "h",
            "º",
            "a. m.",
            "@",
            "www.a.com",
            "#",
            "+",
            "+34 ",
            "XII",
            "siglo "
        );
        var cases = Gen.ListOf(pieces).Select(parts => string.Concat(parts));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(cases.ToArbitrary(), text => !Normalizer.Normalize(text, language).Any(char.IsAsciiDigit))
        );
    }

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void The_clause_splitter_knows_every_abbreviation_of_the_normalizer(string language)
    {
        var clauses = ClauseLanguage.Of(language);
        var tables = LanguageWords.Load(language).Abbreviations;
        var words = tables
            .All.Select(phrase => phrase.Key)
            .Where(phrase => phrase.EndsWith('.'))
            .SelectMany(phrase => phrase.Split(' '))
            .Where(word => word.EndsWith('.'));

        Assert.All(words, word => Assert.NotEqual(AbbreviationKind.None, clauses.KindOf(word)));
    }

    public static TheoryData<string> HostilePieces =>
        [
            "a",
            "1",
            "1.",
            "1,",
            "a.",
            "a@",
            "1/",
            "1-",
            "1 ",
            "+1 ",
            "1:",
            "<",
            "*",
            "[",
            "`",
            " ",
            "€1",
            "http://",
            "I",
            "aI ",
            "111.",
            "999 ",
            "a1",
            "-",
            "😀",
            "(",
            "www.",
            ".",
            "…",
            ")",
            "</",
            "<a ",
            "```",
            "~",
            "|",
            "\n",
            "&",
        ];

    [Theory]
    [MemberData(nameof(HostilePieces))]
    public void Time_grows_with_the_text_and_no_faster_whatever_is_in_it(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        Spoken(text[..100]);

        // Linear rules take some 0.2 s for so much, quadratic ones minutes: the bound tells them apart on a busy machine too.
        var elapsed = Elapsed(() => Spoken(text));
        Assert.True(elapsed < TimeSpan.FromSeconds(30), $"{elapsed.TotalSeconds} s");
    }

    [Theory]
    [MemberData(nameof(HostilePieces))]
    public void Time_grows_no_faster_when_the_text_comes_character_by_character(string piece)
    {
        foreach (var beginning in (string[])["", "1", "Sr", "http:", "<a", "[", "```\n", "| a\n"])
        {
            var text = beginning + string.Concat(Enumerable.Repeat(piece, 50_000 / piece.Length));
            var elapsed = Elapsed(() => Streamed(text));
            Assert.True(elapsed < TimeSpan.FromSeconds(10), $"{elapsed.TotalSeconds} s after {beginning}");
        }
    }

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var language in (string[])["es", "ca", "en"])
            {
                rows.AddRange([
                    .. ((string[])["1", ".", "/", "*", "1.", "1/", "*1", "1-", "1:", "1,1."]).Select(piece => (language, piece)),
                ]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_megabyte_of_digits_and_marks_is_passed_in_a_second(string language, string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Normalizer.Normalize(text[..100], language);

        // Processor time, as the machine may be busy; with room for a slow one.
        var start = Environment.CpuUsage.TotalTime;
        Normalizer.Normalize(text, language);
        Assert.True(Environment.CpuUsage.TotalTime - start < TimeSpan.FromSeconds(5));
    }

    private static void Streamed(string text)
    {
        var filter = new SpokenTextFilter();
        var splitter = new ClauseSplitter("es");
        foreach (var character in text)
        {
            splitter.Push(filter.Push(character.ToString()));
            while (splitter.TryTake(out _)) { }
        }

        splitter.Push(filter.Flush());
        splitter.Flush();
        while (splitter.TryTake(out _)) { }
    }

    private static TimeSpan Elapsed(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Spoken(string text)
    {
        var filter = new SpokenTextFilter();
        var splitter = new ClauseSplitter("es");
        splitter.Push(filter.Push(text));
        splitter.Push(filter.Flush());
        splitter.Flush();
        while (splitter.TryTake(out var clause))
        {
            Normalizer.Normalize(clause.Text, "es");
        }

        Normalizer.Normalize(text, "es");
    }
}
