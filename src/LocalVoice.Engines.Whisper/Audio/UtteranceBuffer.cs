using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>
/// The current utterance's audio, as 16-bit samples in blocks of a second. A block is written once and never moved, so
/// snapshots share it: it lives as long as the buffer or a decode holds it. Not thread-safe.
/// </summary>
/// <param name="maxSamples">Samples beyond this number are dropped.</param>
internal sealed class UtteranceBuffer(int maxSamples)
{
    private List<short[]> _blocks = [];

    public int Length { get; private set; }

    /// <summary>Converts and appends.</summary>
    /// <returns>The number of samples kept.</returns>
    public int Append(ReadOnlySpan<float> samples)
    {
        var kept = Math.Min(samples.Length, maxSamples - Length);
        for (var done = 0; done < kept; )
        {
            var at = Length % UtteranceAudio.BlockSamples;
            if (at == 0)
            {
                _blocks.Add(new short[UtteranceAudio.BlockSamples]);
            }

            var count = Math.Min(kept - done, UtteranceAudio.BlockSamples - at);
            Pcm16.FromFloat(samples.Slice(done, count), _blocks[^1].AsSpan(at));
            done += count;
            Length += count;
        }

        return kept;
    }

    /// <summary>The current contents; what is appended later does not change it.</summary>
    public UtteranceAudio Snapshot() => new([.. _blocks], Length);

    public void Clear() => (_blocks, Length) = ([], 0);
}
