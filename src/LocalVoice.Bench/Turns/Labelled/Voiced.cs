using LocalVoice.Audio;
using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>Speech of a voice at 16 kHz and a usual level, cut to what is voiced.</summary>
internal static class Voiced
{
    // Active level of telephone speech (ITU-T P.56 material is commonly set to −26 dBFS).
    private const double LevelDbfs = -26;
    private const int FrameSamples = 160;

    // What fades out below the threshold is kept, so that no voice breaks off like a switch.
    private const int TailSamples = 5 * FrameSamples;

    /// <summary>
    /// The part from the first to the last voiced frame, with up to 50 ms of what fades on both sides.
    /// </summary>
    /// <returns>Samples, and the voiced part's start and end among them; null when nothing is voiced.</returns>
    public static VoicedPart? Of(Recording recording)
    {
        var samples = recording.At(AudioFormat.Recognition.SampleRateHz).ToFloats();
        Level(samples);
        var shorts = Recording.FromFloats(samples, AudioFormat.Recognition.SampleRateHz).Samples.Span;
        if (
            VoiceOnset.First(shorts, AudioFormat.Recognition.SampleRateHz) is not { } first
            || VoiceOnset.End(shorts, AudioFormat.Recognition.SampleRateHz) is not { } end
        )
        {
            return null;
        }

        var (from, until) = (Math.Max(0, first - TailSamples), Math.Min(samples.Length, end + TailSamples));
        return new(samples[from..until], first - from, end - from);
    }

    /// <summary>RMS of the frames above the bench's threshold, dBFS.</summary>
    public static double ActiveDbfs(ReadOnlySpan<float> samples)
    {
        var (sum, frames) = (0.0, 0);
        for (var start = 0; start + FrameSamples <= samples.Length; start += FrameSamples)
        {
            var frame = samples.Slice(start, FrameSamples);
            if (SoundLevel.RmsDbfs(frame) > VoiceOnset.ThresholdDbfs)
            {
                sum += SoundLevel.MeanSquare(frame);
                frames++;
            }
        }

        return frames == 0 ? SoundLevel.SilenceDbfs : 10 * Math.Log10(sum / frames);
    }

    public static void Scale(Span<float> samples, double db)
    {
        var gain = (float)Math.Pow(10, db / 20);
        foreach (ref var sample in samples)
        {
            sample *= gain;
        }
    }

    private static void Level(Span<float> samples)
    {
        var level = ActiveDbfs(samples);
        if (level > SoundLevel.SilenceDbfs)
        {
            Scale(samples, LevelDbfs - level);
        }
    }
}

/// <param name="First">Position of the first voiced sample.</param>
/// <param name="End">Position after the last voiced one.</param>
internal sealed record VoicedPart(float[] Samples, int First, int End);
