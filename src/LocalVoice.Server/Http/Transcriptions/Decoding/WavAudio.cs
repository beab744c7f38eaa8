using System.Runtime.InteropServices;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>
/// A WAV file: PCM of 8 to 32 bits, floats, or G.711, of any channels. Lengths that a streamed file does not know are not needed.
/// </summary>
internal sealed class WavAudio
{
    private const int BlockFrames = 4096;

    /// <summary>A rate of any other ratio to 16 kHz would need a filter of megabytes of its own.</summary>
    public static IReadOnlyList<int> Rates { get; } =
    [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000];

    private readonly WaveHeader _header;
    private readonly ReadOnlyMemory<byte> _data;

    private WavAudio(WaveHeader header, ReadOnlyMemory<byte> data) => (_header, _data) = (header, data);

    /// <returns>Null for a kind of WAV that is not read here.</returns>
    /// <exception cref="ApiException">It is none, or its header is absurd.</exception>
    public static WavAudio? TryOpen(ReadOnlyMemory<byte> file)
    {
        MemoryMarshal.TryGetArray(file, out var bytes);
        try
        {
            var header = WaveHeader.Read(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false));
            return Rates.Contains(header.RateHz) ? new(header, file.Slice((int)header.DataStart, (int)header.DataBytes)) : null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
        catch (InvalidDataException absurd)
        {
            // A decoder would guess, and make hours of 16 kHz of a sample a second.
            throw new ApiException(StatusCodes.Status400BadRequest, "unsupported_file", $"The file {absurd.Message}.", "file");
        }
    }

    /// <summary>16 kHz mono, −1…1; each block is valid until the next.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Read()
    {
        var resampler = new StreamingResampler(_header.RateHz, AudioFormat.Recognition.SampleRateHz);
        var interleaved = new float[BlockFrames * _header.Channels];
        var mono = new float[BlockFrames];
        var output = new float[resampler.MaxOutput(2 * BlockFrames)];
        for (var rest = _data; !rest.IsEmpty; )
        {
            var block = rest[..Math.Min(rest.Length, BlockFrames * _header.FrameBytes)];
            var frames = block.Length / _header.FrameBytes;
            _header.Kind.Decode(block.Span, interleaved);
            ChannelMix.ToMono(interleaved.AsSpan(0, frames * _header.Channels), _header.Channels, mono);
            yield return output.AsMemory(0, resampler.Process(mono.AsSpan(0, frames), output));
            rest = rest[block.Length..];
        }

        yield return output.AsMemory(0, resampler.Flush(output));
    }
}
