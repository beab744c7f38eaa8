using Concentus;
using Concentus.Enums;

namespace LocalVoice.WebRtc.Codecs;

/// <summary>Opus of 24 kHz mono, in frames of 20 ms.</summary>
public sealed class OpusVoiceEncoder : IAudioEncoder
{
    // Speech of this band is transparent to most listeners from 24 kbit/s on (opus-codec.org's recommended settings).
    private const int BitsPerSecond = 32_000;

    private readonly IOpusEncoder _encoder;

    static OpusVoiceEncoder() => OpusCodecFactory.AttemptToUseNativeLibrary = false;

    /// <param name="complexity">0…10.</param>
    public OpusVoiceEncoder(int complexity = DefaultComplexity)
    {
        _encoder = OpusCodecFactory.CreateEncoder(CallAudio.AgentHz, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        _encoder.Bitrate = BitsPerSecond;
        _encoder.Complexity = complexity;
        _encoder.SignalType = OpusSignal.OPUS_SIGNAL_VOICE;
        _encoder.UseInbandFEC = true;
        _encoder.UseDTX = false;
    }

    public const int DefaultComplexity = 5;

    public int FrameClockSamples => OpusTiming.ClockHz / CallAudio.FramesPerSecond;

    public int LossPercent
    {
        set => _encoder.PacketLossPercent = Math.Clamp(value, 0, 100);
    }

    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload) =>
        _encoder.Encode(frame, CallAudio.AgentFrameSamples, payload, Math.Min(payload.Length, CallAudio.MostPayloadBytes));
}
