using LocalVoice.Audio;

namespace LocalVoice.Engines.Piper;

/// <summary>
/// Drops what comes before the first voiced 10 ms frame (RMS above −45 dBFS) of an utterance, but for 5 ms that keep a
/// soft onset. Chunks may have any length; one utterance, one instance.
/// </summary>
internal sealed class LeadingSilence(int sampleRateHz)
{
    private const double ThresholdDbfs = -45;
    private readonly int _frameSamples = sampleRateHz / 100;
    private readonly int _keptSamples = sampleRateHz / 200;
    private float[] _undecided = [];
    private bool _speaking;

    /// <summary>What may be heard of the utterance so far, less what was returned before; may be empty.</summary>
    public ReadOnlyMemory<float> Trim(float[] chunk)
    {
        if (_speaking)
        {
            return chunk;
        }

        float[] samples = [.. _undecided, .. chunk];
        var frame = 0;
        while (frame + _frameSamples <= samples.Length)
        {
            if (SoundLevel.RmsDbfs(samples.AsSpan(frame, _frameSamples)) > ThresholdDbfs)
            {
                _speaking = true;
                return samples.AsMemory(Math.Max(0, frame - _keptSamples));
            }

            frame += _frameSamples;
        }

        // The next chunk decides about the frame that is not complete; before it stays what an onset would keep.
        _undecided = samples[Math.Max(0, frame - _frameSamples)..];
        return default;
    }
}
