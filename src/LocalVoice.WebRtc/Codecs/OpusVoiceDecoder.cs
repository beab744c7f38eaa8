using Concentus;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.WebRtc.Codecs;

/// <summary>
/// Opus (RFC 6716, RFC 7587), resampled to 16 kHz; conceals and recovers as the codec does. It is decoded at 48 kHz: at lower rates
/// Concentus 2.2.2 gives silence for packets of the hybrid mode, which is what browsers send.
/// </summary>
public sealed class OpusVoiceDecoder : IAudioDecoder
{
    // RFC 6716, section 3.2.5: 120 ms.
    private const int Longest = OpusTiming.ClockHz * 120 / 1000;

    // The codec conceals in steps of 2.5 ms.
    private const int Step = OpusTiming.ClockHz / 400;

    private readonly IOpusDecoder _decoder;
    private readonly StreamingResampler _resampler = new(OpusTiming.ClockHz, CallAudio.UserHz);
    private readonly short[] _decoded = new short[Longest];
    private readonly float[] _samples = new float[Longest];
    private readonly float[] _resampled = new float[CallAudio.MostUserSamples];

    static OpusVoiceDecoder() => OpusCodecFactory.AttemptToUseNativeLibrary = false;

    public OpusVoiceDecoder() => _decoder = OpusCodecFactory.CreateDecoder(OpusTiming.ClockHz, 1);

    public int ClockHz => OpusTiming.ClockHz;

    public int DurationOf(ReadOnlySpan<byte> payload) => OpusTiming.DurationOf(payload);

    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples) => Decode(payload, Longest, isFollowing: false, samples);

    public int Recover(ReadOnlySpan<byte> following, int clockSamples, Span<short> samples) =>
        Decode(following, WholeSteps(clockSamples), isFollowing: true, samples);

    public int Conceal(int clockSamples, Span<short> samples) => Decode([], WholeSteps(clockSamples), isFollowing: false, samples);

    private static int WholeSteps(int clockSamples) => Math.Clamp(clockSamples / Step * Step, Step, Longest);

    private int Decode(ReadOnlySpan<byte> payload, int most, bool isFollowing, Span<short> samples)
    {
        int length;
        try
        {
            length = _decoder.Decode(payload, _decoded, most, isFollowing);
        }
        catch (OpusException)
        {
            // A payload that is no Opus: the time it took is silence.
            length = isFollowing ? most : DurationOf(payload);
            _decoded.AsSpan(0, length).Clear();
        }

        Pcm16.ToFloat(_decoded.AsSpan(0, length), _samples);
        var written = _resampler.Process(_samples.AsSpan(0, length), _resampled);
        Pcm16.FromFloat(_resampled.AsSpan(0, written), samples);
        return written;
    }
}
