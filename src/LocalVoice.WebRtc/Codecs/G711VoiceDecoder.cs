using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.WebRtc.Codecs;

/// <summary>G.711 (RFC 3551, section 4.5.14), resampled to 16 kHz. What is lost is silence.</summary>
/// <param name="isALaw">Otherwise μ-law.</param>
public sealed class G711VoiceDecoder(bool isALaw) : IAudioDecoder
{
    private const int RateHz = 8_000;

    private readonly StreamingResampler _resampler = new(RateHz, CallAudio.UserHz);
    private readonly float[] _decoded = new float[CallAudio.MostUserSamples];
    private readonly float[] _resampled = new float[2 * CallAudio.MostUserSamples];

    public int ClockHz => RateHz;

    public int DurationOf(ReadOnlySpan<byte> payload) => payload.Length;

    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var length = Math.Min(payload.Length, CallAudio.MostUserSamples / 2);
        for (var i = 0; i < length; i++)
        {
            _decoded[i] = Pcm16.ToFloat(isALaw ? G711.DecodeALaw(payload[i]) : G711.DecodeMuLaw(payload[i]));
        }

        return Resample(length, samples);
    }

    public int Recover(ReadOnlySpan<byte> following, int clockSamples, Span<short> samples) => Conceal(clockSamples, samples);

    public int Conceal(int clockSamples, Span<short> samples)
    {
        var length = Math.Min(clockSamples, CallAudio.MostUserSamples / 2);
        _decoded.AsSpan(0, length).Clear();
        return Resample(length, samples);
    }

    private int Resample(int length, Span<short> samples)
    {
        var written = Math.Min(_resampler.Process(_decoded.AsSpan(0, length), _resampled), samples.Length);
        Pcm16.FromFloat(_resampled.AsSpan(0, written), samples);
        return written;
    }
}
