using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Normalization.Rules;

internal static class WordSets
{
    /// <summary>A table's words as a set, whether capitalised or not.</summary>
    public static FrozenSet<string> ToWordSet(this IEnumerable<string> words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
