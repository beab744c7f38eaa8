using System.Buffers;

namespace LocalVoice.Core.Text.Normalization.Nouns;

/// <summary>Words as keys: in lower case, without accents, which plurals move or lose (<c>imagen</c>, <c>imágenes</c>).</summary>
internal static class Unaccented
{
    // Not by Unicode's decomposition, which needs ICU: the server also runs without it.
    private const string Accented = "áàâäãéèêëíìîïóòôöõúùûüçñ";
    private const string Plain = "aaaaaeeeeiiiiooooouuuucn";
    private static readonly SearchValues<char> Accents = SearchValues.Create(Accented);

    public static string Of(string word)
    {
        var lower = word.ToLowerInvariant();
        return lower.AsSpan().IndexOfAny(Accents) < 0
            ? lower
            : string.Create(
                lower.Length,
                lower,
                static (letters, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        letters[i] = Accented.IndexOf(source[i], StringComparison.Ordinal) is var at and >= 0 ? Plain[at] : source[i];
                    }
                }
            );
    }
}
