using System.Buffers.Binary;

namespace LocalVoice.Core.Audio;

/// <summary>What a WAV file (RIFF, RF64 or BW64) says of its samples, and where they are.</summary>
/// <param name="Kind">How a sample is written.</param>
/// <param name="Channels">1…32, interleaved.</param>
/// <param name="RateHz">Samples per second and channel, 1000…768000.</param>
/// <param name="DataStart">The first sample's position in the file, in bytes.</param>
/// <param name="DataBytes">Bytes of whole frames that the file has.</param>
/// <param name="MissingBytes">Bytes that it promises beyond its end; 0 where it does not know its length, as streamed files.</param>
public sealed record WaveHeader(WaveKind Kind, int Channels, int RateHz, long DataStart, long DataBytes, long MissingBytes)
{
    private const int ChunkHeadBytes = 8;
    private const int RiffBytes = 12;
    private const int MostChannels = 32;
    private const int LowestRateHz = 1000;
    private const int HighestRateHz = 768_000;

    /// <summary>Longest <c>fmt </c> and <c>ds64</c> that are read; what comes after is of no use here.</summary>
    private const int MostFormatBytes = 64;

    /// <summary>Who writes a stream puts a length near the greatest that there is: none of these is meant.</summary>
    private const uint Streamed = 0x7FFF_0000;

    /// <summary>Bytes of a sample of every channel.</summary>
    public int FrameBytes => Channels * Kind.Bytes;

    /// <summary>How long the samples of so many bytes are.</summary>
    public TimeSpan DurationOf(long bytes) => TimeSpan.FromSeconds((double)bytes / FrameBytes / RateHz);

    /// <summary>Reads from the stream's start up to the samples.</summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <exception cref="InvalidDataException">It is no WAV file, or its header is absurd: the message completes "it …".</exception>
    /// <exception cref="NotSupportedException">A kind of WAV that is not read here: the message names it, completing "it is …".</exception>
    public static WaveHeader Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        var riff = new byte[RiffBytes];
        var read = file.ReadAtLeast(riff, RiffBytes, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw new InvalidDataException("is empty");
        }

        if (read < RiffBytes || !IsRiff(riff) || !riff.AsSpan(8).StartsWith("WAVE"u8))
        {
            throw new InvalidDataException("does not begin as a WAV file");
        }

        return ReadChunks(file);
    }

    /// <param name="start">At least 12 bytes of the file's beginning.</param>
    public static bool IsRiff(ReadOnlySpan<byte> start) =>
        start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);

    private static WaveHeader ReadChunks(Stream file)
    {
        byte[]? format = null;
        long? wide = null;
        var head = new byte[ChunkHeadBytes];
        while (file.ReadAtLeast(head, ChunkHeadBytes, throwOnEndOfStream: false) == ChunkHeadBytes)
        {
            var (start, length) = (file.Position, BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)));
            if (head.AsSpan().StartsWith("data"u8))
            {
                return Of(
                    format ?? throw new InvalidDataException("has no 'fmt ' chunk before its samples"),
                    start,
                    file.Length,
                    length,
                    wide
                );
            }

            if (head.AsSpan().StartsWith("fmt "u8))
            {
                format = Content(file, length);
            }
            else if (head.AsSpan().StartsWith("ds64"u8) && Content(file, length) is { Length: >= 16 } sizes)
            {
                wide = BinaryPrimitives.ReadInt64LittleEndian(sizes.AsSpan(8));
            }

            file.Position = Math.Min(file.Length, start + length + (length % 2));
        }

        throw new InvalidDataException("ends before its samples begin: it has no 'data' chunk");
    }

    private static byte[] Content(Stream file, uint length)
    {
        var content = new byte[Math.Min(length, MostFormatBytes)];
        return content[..file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }

    /// <param name="declared">The chunk's length in 32 bits.</param>
    /// <param name="wide">Its length in 64 bits, where a file of more than 4 GB has one.</param>
    private static WaveHeader Of(byte[] format, long start, long fileBytes, uint declared, long? wide)
    {
        var (kind, align) = (WaveKind.Of(format), BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(12)));
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(2));
        var rateHz = BinaryPrimitives.ReadInt32LittleEndian(format.AsSpan(4));
        if (channels is < 1 or > MostChannels)
        {
            throw new InvalidDataException($"says that it has {channels} channels; 1…{MostChannels} are read");
        }

        if (rateHz is < LowestRateHz or > HighestRateHz)
        {
            throw new InvalidDataException($"says that it has {rateHz} samples per second; {LowestRateHz}…{HighestRateHz} are read");
        }

        var frame = channels * kind.Bytes;
        if (align != frame)
        {
            throw new InvalidDataException(
                $"says that {channels} channels of {8 * kind.Bytes} bits take {align} bytes, and they take {frame}: its header is wrong"
            );
        }

        var there = fileBytes - start;
        var promised = declared == uint.MaxValue && wide is >= 0 ? wide.Value : declared;
        var isStreamed = declared >= Streamed && (wide is null || declared != uint.MaxValue);
        var used = isStreamed ? there : Math.Min(promised, there);
        return new(kind, channels, rateHz, start, used - (used % frame), isStreamed ? 0 : Math.Max(0, promised - there));
    }
}
