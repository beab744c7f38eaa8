using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Live;

namespace LocalVoice.Bench.Tests.Turns.Live;

public sealed class NoiseSoundsTests
{
    private static readonly float[][] Babble = [.. Enumerable.Range(1, 3).Select(n => Enumerable.Repeat(0.01f * n, 16_000).ToArray())];

    [Fact]
    public void They_are_as_loud_as_their_names_say()
    {
        foreach (var sound in new NoiseSounds(seed: 1).Of(Babble).Take(20))
        {
            var loudest = sound.Recording.Samples.ToArray().Chunk(1600).Max(chunk => SoundLevel.RmsDbfs(chunk));

            Assert.EndsWith(FormattableString.Invariant($" {loudest:0} dBFS"), sound.Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_sounds() =>
        Assert.Equal(
            new NoiseSounds(seed: 7).Of(Babble).Take(5).Select(sound => sound.Recording.Samples.ToArray()),
            new NoiseSounds(seed: 7).Of(Babble).Take(5).Select(sound => sound.Recording.Samples.ToArray())
        );

    [Fact]
    public void Without_babble_there_are_others() => Assert.Equal(8, new NoiseSounds(seed: 1).Of([]).Take(8).Count());
}
