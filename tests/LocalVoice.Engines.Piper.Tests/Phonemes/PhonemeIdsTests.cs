using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class PhonemeIdsTests
{
    private static readonly Dictionary<string, long[]> Map = new()
    {
        ["_"] = [0],
        ["^"] = [1],
        ["$"] = [2],
        ["a"] = [14],
        ["b"] = [15, 16],
    };

    [Fact]
    public void Every_phoneme_stands_between_pads() => Assert.Equal([1, 0, 14, 0, 15, 16, 0, 2], new PhonemeIds(Map).Of(["a", "b"]));

    [Fact]
    public void Symbols_that_the_voice_never_learnt_are_skipped() => Assert.Equal([1, 0, 14, 0, 2], new PhonemeIds(Map).Of(["x", "a"]));

    [Fact]
    public void The_framing_symbols_are_no_phonemes() => Assert.Equal([1, 0, 2], new PhonemeIds(Map).Of(["^", "_", "$"]));

    [Fact]
    public void A_map_without_framing_symbols_is_refused_by_its_file()
    {
        var failure = Assert.Throws<EngineException>(() =>
            PhonemeIds.Checked(new Dictionary<string, long[]> { ["a"] = [1] }, "voice.json")
        );
        Assert.Contains("voice.json", failure.Message, StringComparison.Ordinal);
    }
}
