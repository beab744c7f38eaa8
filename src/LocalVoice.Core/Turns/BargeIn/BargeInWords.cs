using System.Collections.Frozen;
using System.Text.Json;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>Stop words and backchannels per language; from <c>Data/barge-in-words.json</c>.</summary>
internal sealed class BargeInWords
{
    // Words of the longest phrase that is looked up; must cover the data file.
    private const int LongestPhrase = 3;
    private readonly FrozenDictionary<string, Phrases> _languages;

    private BargeInWords(FrozenDictionary<string, Phrases> languages) => _languages = languages;

    public static BargeInWords BuiltIn { get; } = Load();

    /// <returns>Number of leading words that are backchannels, repeated or not.</returns>
    public int SkipBackchannels(string language, ReadOnlySpan<string> words)
    {
        var skipped = 0;
        while (PhrasesOf(language) is { } phrases && Match(phrases.Backchannel, words[skipped..]) is > 0 and var length)
        {
            skipped += length;
        }

        return skipped;
    }

    public bool StartsWithStop(string language, ReadOnlySpan<string> words) =>
        PhrasesOf(language) is { } phrases && Match(phrases.Stop, words) > 0;

    private static int Match(FrozenSet<string> phrases, ReadOnlySpan<string> words)
    {
        for (var length = Math.Min(LongestPhrase, words.Length); length > 0; length--)
        {
            if (phrases.Contains(string.Join(' ', words[..length]!)))
            {
                return length;
            }
        }

        return 0;
    }

    private Phrases? PhrasesOf(string language) => _languages.GetValueOrDefault(LanguageTag.Base(language));

    private static BargeInWords Load()
    {
        using var stream = EmbeddedData.Open("Turns/BargeIn/Data/barge-in-words.json");
        var lists = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(stream)!;
        return new(
            lists.ToFrozenDictionary(
                entry => entry.Key,
                entry => new Phrases(entry.Value["stop"].ToFrozenSet(), entry.Value["backchannel"].ToFrozenSet())
            )
        );
    }

    private sealed record Phrases(FrozenSet<string> Stop, FrozenSet<string> Backchannel);
}
