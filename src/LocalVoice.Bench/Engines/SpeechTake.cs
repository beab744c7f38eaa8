using LocalVoice.Client.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Bench.Engines;

/// <summary>One synthesis of a text.</summary>
/// <param name="FirstAudio">Request → first chunk.</param>
/// <param name="Whole">Request → last chunk.</param>
public sealed record SpeechTake(Recording Recording, TimeSpan FirstAudio, TimeSpan Whole)
{
    /// <summary>Warms up the engine first, so the times are those of a running server.</summary>
    public static async Task<SpeechTake> OfAsync(
        ISpeechSynthesizer synthesizer,
        SynthesisRequest request,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await synthesizer.WarmUpAsync(cancellationToken);
        return await OfWarmAsync(synthesizer, request, time, cancellationToken);
    }

    public static async Task<SpeechTake> OfWarmAsync(
        ISpeechSynthesizer synthesizer,
        SynthesisRequest request,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        var samples = new List<float>();
        TimeSpan? first = null;
        await foreach (var chunk in synthesizer.SynthesizeAsync(request, cancellationToken))
        {
            first ??= time.GetElapsedTime(start);
            samples.AddRange(chunk.Samples.Span);
        }

        var whole = time.GetElapsedTime(start);
        return new SpeechTake(Recording.FromFloats(samples.ToArray(), synthesizer.SampleRateHz), first ?? whole, whole);
    }
}
