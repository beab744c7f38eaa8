using LocalVoice.Audio;

namespace LocalVoice.Core.Audio;

/// <summary>From and to the encodings of a wire.</summary>
public static class AudioDecoding
{
    /// <param name="samples">At least <c>encoded.Length / format.BytesPerSample</c>; −1…1.</param>
    /// <returns>Samples written.</returns>
    public static int Decode(AudioFormat format, ReadOnlySpan<byte> encoded, Span<float> samples)
    {
        switch (format.Encoding)
        {
            case AudioEncoding.Pcm16:
                Pcm16.Decode(encoded, samples);
                return encoded.Length / 2;
            case AudioEncoding.MuLaw:
                for (var i = 0; i < encoded.Length; i++)
                {
                    samples[i] = G711.DecodeMuLaw(encoded[i]) / 32768f;
                }

                return encoded.Length;
            default:
                for (var i = 0; i < encoded.Length; i++)
                {
                    samples[i] = G711.DecodeALaw(encoded[i]) / 32768f;
                }

                return encoded.Length;
        }
    }

    /// <param name="encoded">At least <c>samples.Length * format.BytesPerSample</c>.</param>
    /// <returns>Bytes written.</returns>
    public static int Encode(AudioFormat format, ReadOnlySpan<short> samples, Span<byte> encoded)
    {
        switch (format.Encoding)
        {
            case AudioEncoding.Pcm16:
                Pcm16.Encode(samples, encoded);
                break;
            case AudioEncoding.MuLaw:
                for (var i = 0; i < samples.Length; i++)
                {
                    encoded[i] = G711.EncodeMuLaw(samples[i]);
                }

                break;
            default:
                for (var i = 0; i < samples.Length; i++)
                {
                    encoded[i] = G711.EncodeALaw(samples[i]);
                }

                break;
        }

        return samples.Length * format.BytesPerSample;
    }
}
