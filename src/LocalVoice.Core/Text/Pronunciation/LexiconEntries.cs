namespace LocalVoice.Core.Text.Pronunciation;

/// <summary>Checks that every file format's entries must pass.</summary>
internal static class LexiconEntries
{
    /// <exception cref="InvalidDataException">With <c>file(line): what is wrong</c>.</exception>
    public static IReadOnlyCollection<KeyValuePair<string, string>> Check(string path, IEnumerable<LexiconEntry> entries)
    {
        var lines = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var good = new List<KeyValuePair<string, string>>();
        foreach (var entry in entries)
        {
            var (word, respelling) = (entry.Word.Trim(), entry.Respelling?.Trim());
            if ((entry.Error ?? Fault(word, respelling, lines)) is { } fault)
            {
                throw new InvalidDataException($"{path}({entry.Line}): {fault}");
            }

            lines.Add(word, entry.Line);
            good.Add(new(word, respelling!));
        }

        return good;
    }

    private static string? Fault(string word, string? respelling, Dictionary<string, long> lines) =>
        word.Length == 0 ? "the word is empty."
        : string.IsNullOrEmpty(respelling) ? $"'{word}' has no respelling."
        : lines.TryGetValue(word, out var line) ? $"'{word}' is already on line {line}."
        : null;
}
