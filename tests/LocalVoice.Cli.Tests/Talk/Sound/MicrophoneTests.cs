using LocalVoice.Cli.Talk.Sound;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Cli.Tests.Talk.Sound;

/// <summary>Changes the process's PATH, so these tests run alone.</summary>
[Collection(nameof(TalkSoundTests))]
public sealed class MicrophoneTests
{
    [Fact]
    public async Task What_is_captured_while_the_agent_is_heard_is_dropped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the recorder of this test is a shell script");
        using var sound = new FakeSound();
        sound.AddRecorder("arecord", Tones.Between(0, 100, 0));
        var muted = true;
        await using var microphone = Microphone.Open(16_000, device: null, () => muted);
        await microphone.Ended;
        var chunk = new float[320];

        microphone.Fill(chunk);
        var dropped = chunk.ToArray();
        muted = false;
        microphone.Fill(chunk);

        Assert.All(dropped.Concat(chunk), sample => Assert.Equal(0, sample));
        Assert.True(microphone.IsDrained);
    }

    [Fact]
    public async Task What_is_captured_comes_in_order_and_then_silence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the recorder of this test is a shell script");
        using var sound = new FakeSound();
        var tone = Tones.Between(0, 30, 0);
        sound.AddRecorder("arecord", tone);
        await using var microphone = Microphone.Open(16_000, device: null, () => false);
        await microphone.Ended;
        var chunk = new float[1000];

        microphone.Fill(chunk);

        Assert.Equal(tone.ToFloats(), chunk[..480]);
        Assert.All(chunk[480..], sample => Assert.Equal(0, sample));
    }
}
