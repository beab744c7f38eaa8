using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using NAudio.Wave;

namespace LocalVoice.Client.Audio;

/// <summary>
/// Reads WAV files of any rate and channel count (PCM, floats, G.711; RIFF and RF64) as mono, and writes 16-bit mono ones.
/// </summary>
public static class WaveFile
{
    private const int BlockFrames = 4096;

    // Three hours at 48 kHz: what is longer does not fit into memory beside models.
    private const long MostFrames = 3L * 3600 * 48_000;

    /// <exception cref="ClientException">The file is missing, empty, or not a WAV file that can be read.</exception>
    public static Recording Load(string path)
    {
        if (Directory.Exists(path))
        {
            throw Unusable($"'{path}' is a directory.", "Give the path of a WAV file.");
        }

        if (!File.Exists(path))
        {
            throw Unusable($"There is no file '{path}'.", "Give the path of a WAV file.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return stream.CanSeek ? Read(stream, path) : throw Unusable($"'{path}' is no regular file.", "Give the path of a WAV file.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"'{path}' cannot be read: {failure.Message}", "Give the path of a WAV file.");
        }
    }

    /// <param name="stream">Seekable; read from its start.</param>
    /// <param name="name">The file's name in error messages.</param>
    /// <exception cref="ClientException">The stream is empty, or not a WAV file that can be read.</exception>
    public static Recording Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var header = WaveHeader.Read(stream);
            return header.DataBytes == 0 ? throw new InvalidDataException(Emptiness(header))
                : header.DataBytes / header.FrameBytes > MostFrames ? throw new InvalidDataException("is longer than three hours at 48 kHz")
                : ReadMono(stream, header);
        }
        catch (InvalidDataException wrong)
        {
            throw Unusable($"'{name}' cannot be read as a WAV file: it {wrong.Message}.", "Give a whole WAV file with audio.");
        }
        catch (NotSupportedException coded)
        {
            throw Unusable(
                $"'{name}' cannot be read: it is {coded.Message}, which needs a decoder.",
                $"Convert it: ffmpeg -i '{name}' -c:a pcm_s16le converted.wav"
            );
        }
    }

    /// <summary>Writes the whole file, or leaves what was there before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write it.</exception>
    public static void Save(string path, Recording recording) => WholeFile.Write(path, file => Write(file, recording));

    /// <summary>Writes the file and closes <paramref name="seekable"/>.</summary>
    public static void Write(Stream seekable, Recording recording)
    {
        using var writer = new WaveFileWriter(seekable, new WaveFormat(recording.SampleRateHz, 16, 1));
        writer.WriteSamples(recording.Samples.ToArray(), 0, recording.Samples.Length);
    }

    private static string Emptiness(WaveHeader header) =>
        header.MissingBytes > 0 ? "ends where its samples should begin" : "is empty: it has a header and no samples";

    private static Recording ReadMono(Stream stream, WaveHeader header)
    {
        stream.Position = header.DataStart;
        var samples = new short[header.DataBytes / header.FrameBytes];
        var bytes = new byte[BlockFrames * header.FrameBytes];
        var (interleaved, mono) = (new float[BlockFrames * header.Channels], new float[BlockFrames]);
        for (var done = 0; done < samples.Length; )
        {
            var frames = Math.Min(BlockFrames, samples.Length - done);
            var block = bytes.AsSpan(0, frames * header.FrameBytes);
            stream.ReadExactly(block);
            header.Kind.Decode(block, interleaved);
            ChannelMix.ToMono(interleaved.AsSpan(0, frames * header.Channels), header.Channels, mono);
            Pcm16.FromFloat(mono.AsSpan(0, frames), samples.AsSpan(done));
            done += frames;
        }

        return new Recording(samples, header.RateHz) { Missing = header.DurationOf(header.MissingBytes) };
    }

    private static ClientException Unusable(string problem, string remedy) => new(problem, remedy, ClientFault.BadInput);
}
