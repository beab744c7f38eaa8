using FsCheck;
using FsCheck.Fluent;
using LocalVoice.Core.Text.Clauses;

namespace LocalVoice.Core.Tests.Text.Clauses;

public sealed class ClauseSplitterProperties
{
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.Elements(
            "Hola",
            " qué",
            " tal",
            ".",
            ",",
            "?",
            "!",
            ":",
            "…",
            " ",
            "\n",
            "¿",
            "3",
            "1.234,5",
            " Sr.",
            " etc.",
            " EE.",
            " UU.",
            "https://a.b/c?d",
            "a@b.c",
            "😀",
            "1.º",
            " de",
            " la",
            "(",
            ")",
            "»",
            " x"
        ),
        ArbMap.Default.GeneratorFor<string>().Select(text => text?.Replace("\u0018", "", StringComparison.Ordinal) ?? "")
    );

    [Theory]
    [InlineData("es")]
    [InlineData("ca-valencia")]
    [InlineData("xx")]
    public void All_clauses_together_are_the_text_exactly(string language)
    {
        Holds(deltas => string.Concat(Split(language, deltas).Select(clause => clause.Text)) == string.Concat(deltas));
    }

    [Fact]
    public void No_clause_is_empty_and_only_the_last_may_be_without_words()
    {
        Holds(deltas =>
            Split("es", deltas) is var clauses
            && clauses.All(clause => clause.Text.Length > 0)
            && clauses.SkipLast(1).All(clause => clause.HasWords)
        );
    }

    [Fact]
    public void No_clause_is_longer_than_twice_the_cap_and_the_marks_behind_it()
    {
        var options = new ClauseOptions { MaxLength = 20, MinLength = 5 };
        var words = Gen.ListOf(Gen.Elements("a", "palabra", "extraordinariamente", " ", " ", "de")).Select(parts => parts.ToArray());

        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(words.ToArbitrary(), deltas => Split("es", deltas, options).All(clause => clause.Text.Trim().Length <= 41))
        );
    }

    private static void Holds(Func<string[], bool> property)
    {
        var deltas = Gen.ListOf(Pieces).Select(parts => parts.ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(deltas.ToArbitrary(), property));
    }

    private static List<Clause> Split(string language, string[] deltas, ClauseOptions? options = null)
    {
        var splitter = new ClauseSplitter(language, options);
        var clauses = new List<Clause>();
        foreach (var delta in deltas)
        {
            splitter.Push(delta);
            Drain();
        }

        splitter.Flush();
        Drain();
        return clauses;

        void Drain()
        {
            while (splitter.TryTake(out var clause))
            {
                clauses.Add(clause);
            }
        }
    }
}
