using System.Globalization;
using System.Text;

namespace LocalVoice.Core.Text.Filtering;

/// <summary>Tests which characters can be part of spoken text.</summary>
internal static class Speakable
{
    private const string KeptSymbols = "°©®™№℃℉";

    /// <summary>False for emoji, pictograms, arrows and invisible characters other than whitespace.</summary>
    public static bool Keeps(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => rune.Value is '\n' or '\t',
            UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => false,
            UnicodeCategory.EnclosingMark => false,
            UnicodeCategory.NonSpacingMark => rune.Value is not (>= 0xFE00 and <= 0xFE0F),
            UnicodeCategory.OtherSymbol => rune.IsBmp && KeptSymbols.Contains((char)rune.Value),
            UnicodeCategory.MathSymbol => rune.Value is not (>= 0x2190 and <= 0x21FF),
            UnicodeCategory.ModifierSymbol => rune.IsBmp,
            _ => true,
        };
}
