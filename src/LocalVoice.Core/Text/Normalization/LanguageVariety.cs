using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>A variety of a language: the words that it says for those of the language's tables. Immutable.</summary>
internal sealed partial class LanguageVariety
{
    private readonly Dictionary<string, string> _words;

    private LanguageVariety(Dictionary<string, string> words) => _words = words;

    /// <summary>The tables as they are.</summary>
    public static LanguageVariety Own { get; } = new([]);

    /// <summary>Central Catalan: <c>vuit</c> for the Valencian <c>huit</c>.</summary>
    public static LanguageVariety CentralCatalan()
    {
        using var stream = Open("ca-central.json");
        return new(JsonSerializer.Deserialize(stream, WordsJson.Default.DictionaryStringString)!);
    }

    /// <summary>A table's JSON in the words of this variety.</summary>
    /// <param name="file">The file's name in <c>Data</c>.</param>
    public string Read(string file)
    {
        using var reader = new StreamReader(Open(file));
        var json = reader.ReadToEnd();
        return _words.Count == 0 ? json : Word().Replace(json, word => _words.GetValueOrDefault(word.Value, word.Value));
    }

    private static Stream Open(string file) => EmbeddedData.Open("Text/Normalization/Data/" + file);

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
