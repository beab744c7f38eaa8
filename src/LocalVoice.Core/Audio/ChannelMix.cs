namespace LocalVoice.Core.Audio;

/// <summary>Several channels as one.</summary>
public static class ChannelMix
{
    /// <summary>Each frame's mean.</summary>
    /// <param name="interleaved">Whole frames.</param>
    /// <param name="mono">At least one sample per frame.</param>
    /// <param name="count">Channels of a frame.</param>
    public static void ToMono(ReadOnlySpan<float> interleaved, int count, Span<float> mono)
    {
        for (var frame = 0; frame < interleaved.Length / count; frame++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(frame * count, count))
            {
                sum += sample;
            }

            mono[frame] = sum / count;
        }
    }
}
