using LocalVoice.Audio;

namespace LocalVoice.Client;

/// <summary>
/// Finds voiced 10 ms frames of a clean recording: RMS above −45 dBFS, the bench's definition for both sides of voice
/// to voice.
/// </summary>
public static class VoiceOnset
{
    public const double ThresholdDbfs = -45;

    /// <summary>Position of the first sample of the first voiced frame; null for silence.</summary>
    public static int? First(ReadOnlySpan<short> samples, int sampleRateHz)
    {
        var frame = sampleRateHz / 100;
        for (var start = 0; start + frame <= samples.Length; start += frame)
        {
            if (IsVoiced(samples.Slice(start, frame)))
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>Position after the last sample of the last voiced frame; null for silence.</summary>
    public static int? End(ReadOnlySpan<short> samples, int sampleRateHz)
    {
        var frame = sampleRateHz / 100;
        for (var start = (samples.Length / frame - 1) * frame; start >= 0; start -= frame)
        {
            if (IsVoiced(samples.Slice(start, frame)))
            {
                return start + frame;
            }
        }

        return null;
    }

    private static bool IsVoiced(ReadOnlySpan<short> frame) => SoundLevel.RmsDbfs(frame) > ThresholdDbfs;
}
