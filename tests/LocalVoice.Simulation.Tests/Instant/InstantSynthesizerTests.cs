using LocalVoice.Audio;
using LocalVoice.Engines.Conformance;
using LocalVoice.Simulation.Instant;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Tests.Instant;

public sealed class InstantSynthesizerTests : SynthesizerConformance
{
    protected override ISpeechSynthesizer Synthesizer { get; } = new InstantSynthesizer(new());

    [Fact]
    public async Task Speech_takes_as_long_as_a_person_would_and_is_as_loud_as_asked()
    {
        var synthesizer = new InstantSynthesizer(new() { TimePerCharacter = TimeSpan.FromMilliseconds(100), SpeechDbfs = -30 });
        var samples = new List<float>();

        await foreach (var chunk in synthesizer.SynthesizeAsync(new("Diez letra", "es"), TestContext.Current.CancellationToken))
        {
            samples.AddRange(chunk.Samples.Span);
        }

        Assert.Equal(synthesizer.SampleRateHz, samples.Count);
        Assert.Equal(-30, SoundLevel.RmsDbfs(samples.ToArray()), tolerance: 0.1);
    }
}
