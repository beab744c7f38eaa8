using LocalVoice.Audio;

namespace LocalVoice.Engines.Piper;

/// <summary>
/// Removes audio before an utterance's first voiced 10 ms frame (RMS above −45 dBFS, the bench's definition), except
/// 5 ms that preserve a soft onset (chosen by ear). Chunks may have any length; one instance per utterance.
/// </summary>
internal sealed class LeadingSilence(int sampleRateHz)
{
    private const double ThresholdDbfs = -45;
    private readonly int _frameSamples = sampleRateHz / 100;
    private readonly int _keptSamples = sampleRateHz / 200;
    private float[] _undecided = [];
    private bool _speaking;

    /// <summary>The audio of the utterance so far that was not returned before and is not leading silence; may be empty.</summary>
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

        // Keep the incomplete frame for the next chunk, and before it what an onset would preserve.
        _undecided = samples[Math.Max(0, frame - _frameSamples)..];
        return default;
    }
}
