using LocalVoice.Audio;

namespace LocalVoice.Core.Audio;

/// <summary>Converts between samples and the wire encodings.</summary>
public static class AudioDecoding
{
    /// <param name="samples">At least <c>encoded.Length / format.BytesPerSample</c> long; written as −1…1.</param>
    /// <returns>The number of samples written.</returns>
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
                    samples[i] = Pcm16.ToFloat(G711.DecodeMuLaw(encoded[i]));
                }

                return encoded.Length;
            default:
                for (var i = 0; i < encoded.Length; i++)
                {
                    samples[i] = Pcm16.ToFloat(G711.DecodeALaw(encoded[i]));
                }

                return encoded.Length;
        }
    }
}
