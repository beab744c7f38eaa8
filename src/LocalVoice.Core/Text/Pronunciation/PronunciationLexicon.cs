using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Text.Pronunciation;

/// <summary>
/// An operator's pronunciations for one language: words or phrases and their respellings. Matches whole words,
/// case-insensitively; the longest entry wins. Immutable, thread-safe.
/// </summary>
public sealed class PronunciationLexicon
{
    private readonly PhraseTable _table;

    internal PronunciationLexicon(IReadOnlyCollection<KeyValuePair<string, string>> entries)
    {
        _table = new(entries, ignoreCase: true);
        Count = entries.Count;
    }

    /// <summary>A lexicon without entries.</summary>
    public static PronunciationLexicon Empty { get; } = new([]);

    /// <summary>Number of entries.</summary>
    public int Count { get; }

    /// <summary>
    /// Reads a file: <c>.json</c>, one object of word to respelling, comments allowed; anything else as one
    /// <c>word⇥respelling</c> a line, in UTF-8, where empty lines and lines that begin with <c># </c> are skipped.
    /// </summary>
    /// <exception cref="InvalidDataException">An entry is invalid or duplicate; the message names file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PronunciationLexicon Load(string path)
    {
        var entries = string.Equals(Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase)
            ? JsonLexiconReader.Read(File.ReadAllBytes(path))
            : TsvLexiconReader.Read(File.ReadLines(path));
        return new(LexiconEntries.Check(path, entries));
    }

    /// <summary>Respells every entry found. Applies to normalised text, after numbers and symbols are words.</summary>
    public string Apply(string text) => _table.Replace(text);
}
