using System.Collections.Frozen;
using System.Text.Json;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>What words at the ends of a sentence tell of it, per language; from <c>Data/ending-words.json</c>.</summary>
internal sealed class EndingWords
{
    private readonly FrozenDictionary<string, EndingWordLists> _languages;

    private EndingWords(FrozenDictionary<string, EndingWordLists> languages) => _languages = languages;

    public static EndingWords BuiltIn { get; } = Load();

    /// <returns>Empty lists for a language that has none.</returns>
    public EndingWordLists Of(string language) => _languages.GetValueOrDefault(LanguageTag.Base(language), EndingWordLists.None);

    private static EndingWords Load()
    {
        using var stream = EmbeddedData.Open("Turns/Endpointing/Data/ending-words.json");
        var lists = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(stream)!;
        return new(lists.ToFrozenDictionary(entry => entry.Key, entry => EndingWordLists.Of(entry.Value)));
    }
}

/// <summary>The lists of a language: single words and phrases in lower case, words apart by one space.</summary>
/// <param name="Never">No sentence ends in it, whatever mark the recogniser wrote.</param>
/// <param name="Seldom">Few sentences end in it: those that a mark ends.</param>
/// <param name="Openers">Nobody says only this.</param>
/// <param name="Subordinators">A sentence that begins with it has a second part, after a comma.</param>
/// <param name="Replies">Whole where something was asked.</param>
/// <param name="Commands">Whole though short.</param>
/// <param name="Numbers">Digits as words: whoever says one after another goes on.</param>
/// <param name="Dictated">What has many digits.</param>
internal sealed record EndingWordLists(
    FrozenSet<string> Never,
    FrozenSet<string> Seldom,
    FrozenSet<string> Openers,
    FrozenSet<string> Subordinators,
    FrozenSet<string> Replies,
    FrozenSet<string> Commands,
    FrozenSet<string> Numbers,
    FrozenSet<string> Dictated
)
{
    public static EndingWordLists None { get; } = new([], [], [], [], [], [], [], []);

    public static EndingWordLists Of(Dictionary<string, string[]> lists) =>
        new(
            lists["never-last"].ToFrozenSet(),
            lists["seldom-last"].ToFrozenSet(),
            lists["openers"].ToFrozenSet(),
            lists["subordinators"].ToFrozenSet(),
            lists["replies"].ToFrozenSet(),
            lists["commands"].ToFrozenSet(),
            lists["numbers"].ToFrozenSet(),
            lists["dictated"].ToFrozenSet()
        );
}
