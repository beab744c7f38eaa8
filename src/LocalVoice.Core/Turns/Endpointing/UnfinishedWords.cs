using System.Collections.Frozen;
using System.Text.Json;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Words after which a sentence is incomplete, per language; from <c>Data/unfinished-words.json</c>.</summary>
internal sealed class UnfinishedWords
{
    private readonly FrozenDictionary<string, WordLists> _languages;

    private UnfinishedWords(FrozenDictionary<string, WordLists> languages) => _languages = languages;

    public static UnfinishedWords BuiltIn { get; } = Load();

    /// <param name="sentenceEnded">
    /// Whether the recogniser wrote a full stop. It also writes one after most words when a speaker breaks off, so
    /// with a full stop only words that can never end a sentence count.
    /// </param>
    public bool Contains(string language, ReadOnlySpan<char> word, bool sentenceEnded)
    {
        if (!_languages.TryGetValue(LanguageTag.Base(language), out var lists))
        {
            return false;
        }

        var text = word.ToString();
        return lists.Never.Contains(text) || (!sentenceEnded && lists.Seldom.Contains(text));
    }

    private static UnfinishedWords Load()
    {
        using var stream = EmbeddedData.Open("Turns/Endpointing/Data/unfinished-words.json");
        var lists = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(stream)!;
        return new(
            lists.ToFrozenDictionary(
                entry => entry.Key,
                entry => new WordLists(
                    entry.Value["never-last"].ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                    entry.Value["seldom-last"].ToFrozenSet(StringComparer.OrdinalIgnoreCase)
                )
            )
        );
    }

    private sealed record WordLists(FrozenSet<string> Never, FrozenSet<string> Seldom);
}
