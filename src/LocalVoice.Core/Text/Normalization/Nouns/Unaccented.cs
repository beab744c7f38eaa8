using System.Globalization;
using System.Text;

namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>Words as keys: in lower case, without accents, which plurals move or lose (<c>imagen</c>, <c>imágenes</c>).</summary>
internal static class Unaccented
{
    public static string Of(string word)
    {
        var lower = word.ToLowerInvariant();
        if (Ascii.IsValid(lower))
        {
            return lower;
        }

        var letters = new StringBuilder(lower.Length);
        foreach (var character in lower.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                letters.Append(character);
            }
        }

        return letters.ToString();
    }
}
