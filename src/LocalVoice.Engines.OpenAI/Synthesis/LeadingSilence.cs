using LocalVoice.Audio;

namespace LocalVoice.Engines.OpenAI.Synthesis;

/// <summary>
/// Drops what comes before the first voiced 10 ms (RMS above −45 dBFS, the bench's definition), but for 5 ms that keep a soft
/// onset. One instance per request.
/// </summary>
internal sealed class LeadingSilence(int sampleRateHz)
{
    private const double ThresholdDbfs = -45;
    private readonly int _frame = sampleRateHz / 100;
    private float[] _undecided = [];
    private bool _speaking;

    /// <returns>What is to be played; may be empty.</returns>
    public ReadOnlyMemory<float> Trim(float[] samples)
    {
        if (_speaking)
        {
            return samples;
        }

        float[] all = [.. _undecided, .. samples];
        for (var start = 0; start + _frame <= all.Length; start += _frame)
        {
            if (SoundLevel.RmsDbfs(all.AsSpan(start, _frame)) > ThresholdDbfs)
            {
                _speaking = true;
                return all.AsMemory(Math.Max(0, start - (_frame / 2)));
            }
        }

        // The incomplete frame, and one before it for the onset.
        _undecided = all[Math.Max(0, all.Length - (all.Length % _frame) - _frame)..];
        return default;
    }
}
