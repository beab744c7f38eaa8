using System.Collections.Frozen;
using LocalVoice.Core.Turns.Words;
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
        var lists = EmbeddedData.Read<Dictionary<string, Dictionary<string, string[]>>>("Turns/Endpointing/Data/ending-words.json");
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
    PhraseSet Never,
    PhraseSet Seldom,
    PhraseSet Openers,
    PhraseSet Subordinators,
    FrozenSet<string> Replies,
    FrozenSet<string> Commands,
    FrozenSet<string> Numbers,
    FrozenSet<string> Dictated
)
{
    public static EndingWordLists None { get; } = new(new([]), new([]), new([]), new([]), [], [], [], []);

    public static EndingWordLists Of(Dictionary<string, string[]> lists) =>
        new(
            new(lists["never-last"]),
            new(lists["seldom-last"]),
            new(lists["openers"]),
            new(lists["subordinators"]),
            lists["replies"].ToFrozenSet(),
            lists["commands"].ToFrozenSet(),
            lists["numbers"].ToFrozenSet(),
            lists["dictated"].ToFrozenSet()
        );
}
