using LocalVoice.Client.Audio;
using LocalVoice.Simulation.Instant;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Bench;

/// <summary>What is said to a server on engines that take no time.</summary>
internal static class InstantUtterance
{
    public static async Task<Recording> SpeakAsync(string language, CancellationToken cancellationToken)
    {
        var voice = new InstantSynthesizer(new InstantOptions());
        var request = new SynthesisRequest(new InstantOptions().Transcript, language);
        var samples = new List<float>();
        await foreach (var chunk in voice.SynthesizeAsync(request, cancellationToken))
        {
            samples.AddRange(chunk.Samples.Span);
        }

        return Recording.FromFloats(samples.ToArray(), voice.SampleRateHz);
    }
}
