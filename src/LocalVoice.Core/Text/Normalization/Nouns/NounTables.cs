namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>What numbers of a language agree with, as stored in <c>Data/*-nouns.json</c>, which explains each list.</summary>
/// <param name="FeminineEndings">Of singulars; the longest ending of both lists decides.</param>
/// <param name="FeminineWithUn">Feminine nouns that take the masculine "un": <c>un aula</c>.</param>
/// <param name="Plurals">Plural endings and the singular endings that they stand for.</param>
/// <param name="Adjectives">Adjectives that leave the gender to the noun behind them.</param>
/// <param name="Labels">Nouns that a number behind them names: <c>página 21</c>.</param>
/// <param name="Articles">Words after which a number is itself the noun: <c>el 21</c>.</param>
/// <param name="Determiners">Words that show that the next one is a noun.</param>
/// <param name="NotCounted">Words that a number never counts.</param>
/// <param name="Connectors">Words between two numbers that count the same.</param>
/// <param name="FeminineAfter">Articles that make the following number feminine (<c>las 2</c>).</param>
/// <param name="FemininePartitives">Words behind a number that make it feminine (<c>1 de las tres</c>).</param>
internal sealed record NounTables(
    string[] FeminineEndings,
    string[] MasculineEndings,
    string[] Feminine,
    string[] Masculine,
    string[] FeminineWithUn,
    Dictionary<string, string> Plurals,
    string[] Adjectives,
    string[] Labels,
    string[] Articles,
    string[] Determiners,
    string[] NotCounted,
    string[] Connectors,
    string[] FeminineAfter,
    string[] FemininePartitives
)
{
    /// <summary>Whether numbers agree with anything.</summary>
    public bool HaveGender => FeminineEndings.Length > 0;
}
