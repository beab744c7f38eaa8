using NAudio.Wave;

namespace LocalVoice.Client.Audio;

/// <summary>Reads WAV files of any rate and channel count as mono, and writes 16-bit mono ones.</summary>
public static class WaveFile
{
    /// <exception cref="ClientException">The file is missing or not a readable WAV file.</exception>
    public static Recording Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new ClientException($"There is no file '{path}'.", "Give the path of a WAV file.", ClientFault.BadInput);
        }

        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <param name="name">The file's name in error messages.</param>
    /// <exception cref="ClientException">The stream is not a readable WAV file.</exception>
    public static Recording Read(Stream stream, string name)
    {
        try
        {
            using var reader = new WaveFileReader(stream);
            return ReadMono(reader.ToSampleProvider());
        }
        catch (Exception exception)
            when (exception
                    is FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or EndOfStreamException
                        or NotSupportedException
            )
        {
            throw new ClientException(
                $"'{name}' cannot be read as a WAV file: {exception.Message}",
                "Convert it to 16-bit PCM WAV.",
                ClientFault.BadInput
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

    private static Recording ReadMono(ISampleProvider source)
    {
        var channels = source.WaveFormat.Channels;
        var mono = new List<float>();
        var buffer = new float[4096 * channels];
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            for (var frame = 0; frame + channels <= count; frame += channels)
            {
                mono.Add(buffer.AsSpan(frame, channels).ToArray().Average());
            }
        }

        return Recording.FromFloats(mono.ToArray(), source.WaveFormat.SampleRate);
    }
}
