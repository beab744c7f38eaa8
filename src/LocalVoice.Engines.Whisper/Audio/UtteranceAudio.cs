using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>An utterance as it was at one moment: 16 kHz mono. Immutable, and cheap to take.</summary>
/// <param name="blocks">Blocks of <see cref="BlockSamples"/>; what follows <paramref name="length"/> in the last one is not read.</param>
internal sealed class UtteranceAudio(IReadOnlyList<short[]> blocks, int length)
{
    /// <summary>One second. At 32 kB a block stays out of the large object heap.</summary>
    public const int BlockSamples = 16_000;

    /// <summary>Samples.</summary>
    public int Length => length;

    public static UtteranceAudio Of(ReadOnlySpan<float> samples)
    {
        var buffer = new UtteranceBuffer(samples.Length);
        buffer.Append(samples);
        return buffer.Snapshot();
    }

    /// <summary>What lies in one block from <paramref name="start"/> on: at most <paramref name="count"/> samples, at least one.</summary>
    public ReadOnlySpan<short> Piece(int start, int count)
    {
        var at = start % BlockSamples;
        return blocks[start / BlockSamples].AsSpan(at, Math.Min(count, Math.Min(BlockSamples - at, length - start)));
    }

    /// <summary>A range in one piece, −1…1. The caller disposes it.</summary>
    public RentedAudio Rent(Range range)
    {
        var (start, count) = range.GetOffsetAndLength(length);
        var rented = new RentedAudio(count);
        for (var done = 0; done < count; )
        {
            var piece = Piece(start + done, count - done);
            Pcm16.ToFloat(piece, rented.Writable[done..]);
            done += piece.Length;
        }

        return rented;
    }
}
