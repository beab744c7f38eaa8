namespace LocalVoice.Core.Text.Normalization.Romans;

/// <summary>The words that Roman numerals belong to, as stored in <c>Data/*-romans.json</c>, which explains each list.</summary>
/// <param name="Prefix">Text before an ordinal after a name, its space included.</param>
/// <param name="LargestOrdinal">Largest numeral after a name that is read as an ordinal.</param>
/// <param name="Centuries">Nouns after which any numeral is one, also in small letters.</param>
/// <param name="CardinalAfter">Singular nouns, in small letters, after which a numeral is a cardinal.</param>
/// <param name="MasculineAfter">Names of kings and popes.</param>
/// <param name="FeminineAfter">Names of queens.</param>
/// <param name="OrdinalBefore">Singular nouns, in small letters, before which a numeral is an ordinal.</param>
/// <param name="Articles">Words before a numeral and a word with a capital that make the numeral an ordinal.</param>
/// <param name="NotNumerals">Numerals that are something else.</param>
/// <param name="NotAlone">Numerals that need one of the nouns above.</param>
/// <param name="OneBefore">Words that may follow "I" as a numeral, where it is a word too; empty where it is none.</param>
/// <param name="FollowsAnyWord">Whether a numeral may follow any word or only one with a capital.</param>
/// <param name="Joints">Text between two numerals of one row, its spaces included.</param>
internal sealed record RomanTables(
    string Prefix,
    int LargestOrdinal,
    string[] Centuries,
    string[] CardinalAfter,
    string[] MasculineAfter,
    string[] FeminineAfter,
    string[] OrdinalBefore,
    string[] Articles,
    string[] NotNumerals,
    string[] NotAlone,
    string[] OneBefore,
    bool FollowsAnyWord,
    string[] Joints
);
