using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Wyoming.Listening;

/// <summary>Makes 16 kHz mono of a stream's chunks, which have one format. One stream, one thread.</summary>
internal sealed class ChunkDecoder(ChunkFormat format)
{
    private const int BlockFrames = 4096;

    // What the resampler holds back at most.
    private const int FilterTail = 64;

    private readonly WaveKind _kind = new(WaveEncoding.Pcm, format.Width);
    private readonly StreamingResampler _resampler = new(format.RateHz, AudioFormat.Recognition.SampleRateHz);
    private readonly float[] _interleaved = new float[BlockFrames * format.Channels];
    private readonly float[] _mono = new float[BlockFrames];
    private long _frames;

    public TimeSpan Decoded => TimeSpan.FromSeconds((double)_frames / format.RateHz);

    /// <param name="chunk">Its data.</param>
    /// <returns>Blocks of at most 4096 frames of the chunk: −1…1, owned by the receiver.</returns>
    /// <exception cref="ProtocolException">The chunk has another format than those before, or no whole frames.</exception>
    public IEnumerable<float[]> Decode(EventField chunk, ReadOnlyMemory<byte> payload)
    {
        if (ChunkFormat.Read(chunk) is var own && own != format)
        {
            throw chunk.Invalid(
                $"The stream has {format.RateHz} Hz, width {format.Width} and channels {format.Channels}, this chunk {own.RateHz} Hz, "
                    + $"{own.Width} and {own.Channels}. Begin another stream with 'audio-start'."
            );
        }

        return payload.Length % format.FrameBytes == 0
            ? Blocks(payload)
            : throw new ProtocolException(
                "invalid_audio",
                $"A chunk's payload has {payload.Length} bytes, which are no whole frames of {format.FrameBytes} bytes."
            );
    }

    /// <returns>What is left at the end of the stream.</returns>
    public float[] Flush()
    {
        var output = new float[_resampler.MaxOutput(FilterTail)];
        return output[.._resampler.Flush(output)];
    }

    private IEnumerable<float[]> Blocks(ReadOnlyMemory<byte> payload)
    {
        for (var rest = payload; !rest.IsEmpty; )
        {
            var block = rest[..Math.Min(rest.Length, BlockFrames * format.FrameBytes)];
            var frames = block.Length / format.FrameBytes;
            _kind.Decode(block.Span, _interleaved);
            ChannelMix.ToMono(_interleaved.AsSpan(0, frames * format.Channels), format.Channels, _mono);
            var output = new float[_resampler.MaxOutput(frames)];
            _frames += frames;
            yield return output[.._resampler.Process(_mono.AsSpan(0, frames), output)];
            rest = rest[block.Length..];
        }
    }
}
