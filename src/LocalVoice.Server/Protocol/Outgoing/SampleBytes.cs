using System.Buffers.Binary;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>Encodes samples in a wire format.</summary>
internal static class SampleBytes
{
    public static int Count(int samples, AudioEncoding encoding) => encoding == AudioEncoding.Pcm16 ? samples * sizeof(short) : samples;

    public static void Write(ReadOnlySpan<short> samples, AudioEncoding encoding, Span<byte> bytes)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            switch (encoding)
            {
                case AudioEncoding.MuLaw:
                    bytes[i] = G711.EncodeMuLaw(samples[i]);
                    break;
                case AudioEncoding.ALaw:
                    bytes[i] = G711.EncodeALaw(samples[i]);
                    break;
                default:
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(i * sizeof(short))..], samples[i]);
                    break;
            }
        }
    }
}
