using LocalVoice.Audio;

namespace LocalVoice.Core.Input;

/// <summary>
/// Level of 10 ms frames without their DC offset: cheap microphones have one that is louder than the room, and makes
/// silence as loud as speech.
/// </summary>
internal sealed class LevelMeter
{
    /// <summary>
    /// Share of a frame's mean in the offset: it follows within 0.5 s, so that a voice of 80 Hz loses less than 0.1 dB. Chosen by
    /// trial, not measured.
    /// </summary>
    private const double Share = 0.02;

    private double _offset;
    private int _frames;

    /// <returns>RMS level, dBFS.</returns>
    public double Measure(ReadOnlySpan<float> frame)
    {
        var sum = 0f;
        foreach (var sample in frame)
        {
            sum += sample;
        }

        var mean = (double)sum / frame.Length;

        // The mean of all frames at first: an offset is there from the first one on.
        _frames++;
        _offset += (mean - _offset) * Math.Max(Share, 1.0 / _frames);
        return SoundLevel.FromMeanSquare(SoundLevel.MeanSquare(frame) - (2 * _offset * mean) + (_offset * _offset));
    }
}
