using LocalVoice.Audio;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Bench.Tests.Turns.Labelled;

public sealed class ClipMixerTests
{
    private static readonly ScriptLine Cut = ScriptLine.Parse("Yes, but | without sugar.");
    private readonly ClipMixer _mixer = new([Tones.Between(0, 1500, 0).ToFloats()], seed: 3);

    [Theory]
    [InlineData(300)]
    [InlineData(1500)]
    public void Labels_are_where_the_energy_rule_finds_them_in_a_clean_clip(int pauseMs)
    {
        var clip = Mix(Item(pauseMs, NoiseCondition.Clean));
        var samples = Recording.FromFloats(clip.Samples.Span, 16_000).Samples.Span;
        var (pause, end) = (clip.Silences[0], clip.Silences[1]);
        var middle = (int)(pause.LastVoiced + pause.Resumes!.Value) / 2;

        Assert.InRange(VoiceOnset.End(samples[..middle], 16_000)!.Value - pause.LastVoiced, -320, 320);
        Assert.InRange(middle + VoiceOnset.First(samples[middle..], 16_000)!.Value - pause.Resumes.Value, -320, 320);
        Assert.InRange(VoiceOnset.End(samples, 16_000)!.Value - end.LastVoiced, -320, 320);
        Assert.Equal(pauseMs * 16, pause.Resumes - pause.LastVoiced);
        Assert.Equal(PauseKind.Cued, pause.Kind);
        Assert.Null(end.Resumes);
    }

    [Theory]
    [InlineData(NoiseKind.Pink)]
    [InlineData(NoiseKind.Babble)]
    public void Noise_is_as_far_below_the_voice_as_asked_for(NoiseKind kind)
    {
        var clip = Mix(Item(1000, new(kind, 10)));
        var pause = clip.Silences[0];
        var between = clip.Samples.Span[((int)pause.LastVoiced + 1600)..((int)pause.Resumes!.Value - 1600)];
        var voice = clip.Samples.Span[((int)pause.LastVoiced - 4800)..((int)pause.LastVoiced - 1600)];

        Assert.InRange(SoundLevel.RmsDbfs(voice) - SoundLevel.RmsDbfs(between), 8.5, 12.5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_samples() =>
        Assert.Equal(
            Mix(Item(500, new(NoiseKind.Babble, 5))).Samples.ToArray(),
            Mix(Item(500, new(NoiseKind.Babble, 5))).Samples.ToArray()
        );

    [Fact]
    public void A_voice_that_says_nothing_gives_no_clip() =>
        Assert.Null(_mixer.Mix(Item(500, NoiseCondition.Clean), "en", "mute", [Tones.Between(500, 0, 0), Tones.Between(0, 500, 0)]));

    private LabelledClip Mix(TurnItem item) =>
        _mixer.Mix(item, "en", "tone", [Tones.Between(35, 700, 120, 22_050), Tones.Between(10, 500, 5, 22_050)])!;

    private static TurnItem Item(int pauseMs, NoiseCondition noise) => new(4, Cut, 0, 1, TimeSpan.FromMilliseconds(pauseMs), noise);
}
