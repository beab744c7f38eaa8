namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <summary>The spellings in which the entries of a language's tables occur.</summary>
internal static class AbbreviationSpellings
{
    private const char NoBreakSpace = '\u00A0';
    private const char ThinNoBreakSpace = '\u202F';

    /// <summary>All spellings; where two entries share one, the first counts.</summary>
    public static IEnumerable<Abbreviation> Of(AbbreviationTables tables) =>
        Of(tables.AfterName, AbbreviationPlace.AfterName)
            .Concat(Of(tables.BeforeName, AbbreviationPlace.BeforeName))
            .Concat(Of(tables.AfterNumber, AbbreviationPlace.AfterNumber))
            .Concat(Of(tables.BeforeNumber, AbbreviationPlace.BeforeNumber))
            .Concat(Of(tables.Always, AbbreviationPlace.Anywhere));

    /// <summary>The entries as they are, then those that are derived: an entry of its own wins over a derived one.</summary>
    private static IEnumerable<Abbreviation> Of(Dictionary<string, string> table, AbbreviationPlace place) =>
        table
            .SelectMany(entry => Spaced(entry.Key).Select(written => new Abbreviation(written, entry.Value, place)))
            .Concat(
                from entry in table
                where char.IsLower(entry.Key[0])
                from written in Spaced(entry.Key)
                select new Abbreviation(Capitalized(written), Capitalized(entry.Value), place)
            );

    private static IEnumerable<string> Spaced(string written) =>
        written.Contains(' ', StringComparison.Ordinal)
            ?
            [
                written,
                written.Replace(" ", "", StringComparison.Ordinal),
                written.Replace(' ', NoBreakSpace),
                written.Replace(' ', ThinNoBreakSpace),
            ]
            : [written];

    private static string Capitalized(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
