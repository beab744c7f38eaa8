using System.Buffers.Binary;

namespace LocalVoice.Engines.Silero.Tests;

/// <summary>Reads 16-bit recordings as the mean of their channels, exactly as reference.mjs does.</summary>
internal static class Recording
{
    private const int ChannelsAt = 22;

    public static float[] Read(string path)
    {
        var file = File.ReadAllBytes(path).AsSpan();
        var channels = BinaryPrimitives.ReadInt16LittleEndian(file[ChannelsAt..]);
        var data = file.IndexOf("data"u8);
        var bytes = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(file[(data + 4)..]), file.Length - data - 8);
        var pcm = file.Slice(data + 8, bytes);
        var samples = new float[bytes / 2 / channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0;
            for (var c = 0; c < channels; c++)
            {
                sum += BinaryPrimitives.ReadInt16LittleEndian(pcm[(2 * ((channels * i) + c))..]);
            }

            samples[i] = sum / (float)channels / 32768;
        }

        return samples;
    }
}
