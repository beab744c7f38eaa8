using System.Collections.Frozen;
using LocalVoice.Core.Turns.Words;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Stop words and backchannels per language, each of one word or several; from <c>Data/barge-in-words.json</c>. Words are in lower
/// case and without the marks around them.
/// </summary>
internal sealed class BargeInWords
{
    private readonly FrozenDictionary<string, Lists> _languages;

    private BargeInWords(FrozenDictionary<string, Lists> languages) => _languages = languages;

    public static BargeInWords BuiltIn { get; } = Load();

    /// <returns>Number of leading words that are backchannels, repeated or not.</returns>
    public int SkipBackchannels(string language, ReadOnlySpan<string> words)
    {
        var skipped = 0;
        while (ListsOf(language) is { } lists && lists.Backchannels.Match(words[skipped..]) is > 0 and var length)
        {
            skipped += length;
        }

        return skipped;
    }

    /// <summary>Whether more may make the words a backchannel: the first of several, or the beginning of one.</summary>
    public bool MayBecomeBackchannel(string language, ReadOnlySpan<string> words) =>
        ListsOf(language) is { } lists && lists.Backchannels.IsBegunBy(words);

    /// <returns>Number of leading words that are a stop phrase; 0 for none.</returns>
    public int MatchStop(string language, ReadOnlySpan<string> words) => ListsOf(language) is { } lists ? lists.Stops.Match(words) : 0;

    private Lists? ListsOf(string language) => _languages.GetValueOrDefault(LanguageTag.Base(language));

    private static BargeInWords Load()
    {
        var lists = EmbeddedData.Read<Dictionary<string, Dictionary<string, string[]>>>("Turns/BargeIn/Data/barge-in-words.json");
        return new(
            lists.ToFrozenDictionary(
                entry => entry.Key,
                entry => new Lists(new PhraseSet(entry.Value["stop"]), new PhraseSet(entry.Value["backchannel"]))
            )
        );
    }

    private sealed record Lists(PhraseSet Stops, PhraseSet Backchannels);
}
