using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.WebRtc.Codecs;

/// <summary>G.711 (RFC 3551, section 4.5.14) of the agent's voice, in frames of 20 ms.</summary>
/// <param name="isALaw">Otherwise μ-law.</param>
public sealed class G711VoiceEncoder(bool isALaw) : IAudioEncoder
{
    private const int RateHz = 8_000;

    private readonly StreamingResampler _resampler = new(CallAudio.AgentHz, RateHz);
    private readonly float[] _samples = new float[CallAudio.AgentFrameSamples];
    private readonly float[] _resampled = new float[CallAudio.AgentFrameSamples];
    private int _waiting;

    public int FrameClockSamples => RateHz / CallAudio.FramesPerSecond;

    public int LossPercent
    {
        set { }
    }

    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        // The filter gives a few samples less at first and more later: a frame is always whole, with silence before it.
        Pcm16.ToFloat(frame, _samples);
        _waiting += _resampler.Process(_samples, _resampled.AsSpan(_waiting));
        var silent = Math.Max(0, FrameClockSamples - _waiting);
        var spoken = FrameClockSamples - silent;
        for (var i = 0; i < FrameClockSamples; i++)
        {
            var sample = i < silent ? (short)0 : Pcm16.FromFloat(_resampled[i - silent]);
            payload[i] = isALaw ? G711.EncodeALaw(sample) : G711.EncodeMuLaw(sample);
        }

        _resampled.AsSpan(spoken, _waiting - spoken).CopyTo(_resampled);
        _waiting -= spoken;
        return FrameClockSamples;
    }
}
