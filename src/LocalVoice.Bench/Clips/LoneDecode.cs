using LocalVoice.Audio;
using LocalVoice.Bench.Report;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Bench.Clips;

/// <summary>A clip decoded by a recogniser while nothing else runs.</summary>
/// <param name="Milliseconds">Median of some decodes.</param>
public sealed record LoneTranscript(string Text, double Milliseconds);

/// <summary>Decodes clips as a session would have them: from the first voiced sample to the last, with the usual padding.</summary>
public sealed class LoneDecode(IStreamingRecognizer recognizer, TimeProvider time)
{
    // A session's default prefix padding, and its silence until a final begins.
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(60);

    /// <param name="times">Decodes, at least 1.</param>
    /// <exception cref="Engines.EngineException">The language is unknown, or the engine failed.</exception>
    public async Task<LoneTranscript> OfAsync(Clip clip, int times, CancellationToken cancellationToken)
    {
        var samples = Utterance(clip.Recording);
        var text = "";
        var durations = new List<double>();
        for (var i = 0; i < times; i++)
        {
            await using var stream = recognizer.OpenStream(RecognitionOptions.For(clip.Language));
            stream.Append(samples);
            var start = time.GetTimestamp();
            text = (await stream.DecodeFinalAsync(cancellationToken)).Text;
            durations.Add(time.GetElapsedTime(start).TotalMilliseconds);
        }

        return new LoneTranscript(text, Distribution.Of(durations).P50!.Value);
    }

    /// <summary>What the recording lacks of the padding is silence, as on the line before it.</summary>
    internal static float[] Utterance(Recording recording)
    {
        var whole = recording.At(AudioFormat.Recognition.SampleRateHz);
        var samples = whole.ToFloats();
        var first = VoiceOnset.First(whole.Samples.Span, whole.SampleRateHz) ?? 0;
        var end = VoiceOnset.End(whole.Samples.Span, whole.SampleRateHz) ?? samples.Length;
        var (before, after) = ((int)AudioFormat.Recognition.SamplesIn(Before), (int)AudioFormat.Recognition.SamplesIn(After));
        var utterance = new float[before + (end - first) + after];
        for (var i = 0; i < utterance.Length; i++)
        {
            var position = first - before + i;
            utterance[i] = position >= 0 && position < samples.Length ? samples[position] : 0;
        }

        return utterance;
    }
}
