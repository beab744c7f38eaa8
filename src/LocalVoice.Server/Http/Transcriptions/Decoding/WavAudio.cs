using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Http.Serving;
using NAudio.Wave;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>
/// A WAV file: PCM of 8 to 32 bits, floats, or G.711, of any channels. Lengths that a streamed file does not know are not needed.
/// </summary>
internal sealed class WavAudio
{
    private const int ChunkHeadBytes = 8;
    private const int ShortestFormat = 16;
    private const int MostChannels = 32;
    private const int BlockFrames = 4096;

    private const ushort Pcm = 1;
    private const ushort Floats = 3;
    private const ushort ALaw = 6;
    private const ushort MuLaw = 7;
    private const ushort Extensible = 0xFFFE;
    private const int SubFormatAt = 24;

    // Slower is no speech, and takes long to make 16 kHz of.
    private const int SlowestHz = 4000;

    // A rate of any other ratio to 16 kHz would need a filter of megabytes of its own.
    private static readonly int[] Rates = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000];

    private readonly Func<float[], int> _read;
    private readonly int _channels;
    private readonly int _rateHz;

    private WavAudio(Func<float[], int> read, int channels, int rateHz) => (_read, _channels, _rateHz) = (read, channels, rateHz);

    /// <returns>Null for a kind of WAV that is not read here, or for none.</returns>
    /// <exception cref="ApiException">Its rate is not one of speech.</exception>
    public static WavAudio? TryOpen(ReadOnlyMemory<byte> file)
    {
        ReadOnlyMemory<byte> format = default;
        for (var rest = file[Math.Min(12, file.Length)..]; rest.Length >= ChunkHeadBytes; )
        {
            var (name, body) = (rest[..4], rest[ChunkHeadBytes..]);
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]), (uint)body.Length);
            if (name.Span.SequenceEqual("data"u8))
            {
                return Open(format.Span, body[..length]);
            }

            format = name.Span.SequenceEqual("fmt "u8) ? body[..length] : format;
            rest = body[Math.Min(body.Length, length + (length % 2))..];
        }

        return null;
    }

    /// <summary>16 kHz mono, −1…1; each block is valid until the next.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Read()
    {
        var resampler = new StreamingResampler(_rateHz, AudioFormat.Recognition.SampleRateHz);
        var interleaved = new float[BlockFrames * _channels];
        var mono = new float[BlockFrames];
        var output = new float[resampler.MaxOutput(2 * BlockFrames)];
        for (int count; (count = _read(interleaved)) >= _channels; )
        {
            var frames = count / _channels;
            Mix(interleaved, mono.AsSpan(0, frames));
            yield return output.AsMemory(0, resampler.Process(mono.AsSpan(0, frames), output));
        }

        yield return output.AsMemory(0, resampler.Flush(output));
    }

    private static WavAudio? Open(ReadOnlySpan<byte> format, ReadOnlyMemory<byte> data)
    {
        if (format.Length < ShortestFormat)
        {
            return null;
        }

        var kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rateHz = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        kind =
            kind == Extensible && format.Length >= SubFormatAt + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(format[SubFormatAt..]) : kind;
        if (rateHz < SlowestHz)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "unsupported_file",
                $"The file has {rateHz} samples a second: at least {SlowestHz} are needed for speech.",
                "file"
            );
        }

        if (channels is < 1 or > MostChannels || !Rates.Contains(rateHz))
        {
            return null;
        }

        Func<float[], int>? read = (kind, bits) switch
        {
            (Pcm, 8 or 16 or 24 or 32) => Samples(data, new WaveFormat(rateHz, bits, channels)),
            (Floats, 32) => Samples(data, WaveFormat.CreateIeeeFloatWaveFormat(rateHz, channels)),
            (ALaw, 8) => Samples(data, new AudioFormat(AudioEncoding.ALaw, rateHz)),
            (MuLaw, 8) => Samples(data, new AudioFormat(AudioEncoding.MuLaw, rateHz)),
            _ => null,
        };
        return read is null ? null : new(read, channels, rateHz);
    }

    private static Func<float[], int> Samples(ReadOnlyMemory<byte> data, WaveFormat format)
    {
        var whole = data[..(data.Length - (data.Length % format.BlockAlign))];
        MemoryMarshal.TryGetArray(whole, out var bytes);
        var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var provider = new RawSourceWaveStream(stream, format).ToSampleProvider();
        return room => provider.Read(room);
    }

    private static Func<float[], int> Samples(ReadOnlyMemory<byte> data, AudioFormat format)
    {
        var at = 0;
        return room =>
        {
            var count = Math.Min(room.Length, data.Length - at);
            var read = AudioDecoding.Decode(format, data.Span.Slice(at, count), room);
            at += count;
            return read;
        };
    }

    private void Mix(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        for (var frame = 0; frame < mono.Length; frame++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(frame * _channels, _channels))
            {
                sum += sample;
            }

            mono[frame] = sum / _channels;
        }
    }
}
