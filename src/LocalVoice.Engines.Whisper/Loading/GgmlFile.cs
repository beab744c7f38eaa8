using System.Text;

namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>
/// Checks a model file's structure before whisper.cpp reads it: whisper.cpp accepts a truncated file and fills the
/// rest with zeros. Layout: whisper.cpp, <c>whisper_model_load</c>.
/// </summary>
internal static class GgmlFile
{
    private const uint Magic = 0x67676d6c;
    private const int HyperParameters = 11;
    private const int MostDimensions = 4;
    private const int LongestName = 256;

    /// <exception cref="EngineException">The file is missing, unreadable, of another format, or truncated.</exception>
    public static void Check(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new BinaryReader(file, Encoding.UTF8);
            if (file.Length < sizeof(uint) || reader.ReadUInt32() != Magic)
            {
                throw new EngineException(
                    $"Stt:ModelPath {path} is no ggml model ({file.Length} bytes): it takes whisper.cpp's own format, for example from "
                        + "`localvoice models pull`."
                );
            }

            SkipHeader(reader);
            while (file.Position < file.Length)
            {
                SkipTensor(reader);
            }
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new EngineException(
                $"Stt:ModelPath {path} is broken or not whole ({failure.Message}): download it again, or check it with "
                    + "`localvoice models verify`.",
                failure
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(
                $"Stt:ModelPath {path} cannot be read: {failure.Message} `localvoice models pull` fetches models.",
                failure
            );
        }
    }

    private static void SkipHeader(BinaryReader reader)
    {
        Skip(reader, HyperParameters * sizeof(int));
        var (mels, bins) = (reader.ReadInt32(), reader.ReadInt32());
        Skip(reader, (long)mels * bins * sizeof(float));
        var words = reader.ReadInt32();
        for (var i = 0; i < words; i++)
        {
            Skip(reader, reader.ReadUInt32());
        }
    }

    private static void SkipTensor(BinaryReader reader)
    {
        var (dimensions, nameLength, type) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (dimensions is < 0 or > MostDimensions || nameLength is < 0 or > LongestName)
        {
            throw new InvalidDataException($"no tensor at byte {reader.BaseStream.Position}");
        }

        var elements = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            elements *= reader.ReadInt32();
        }

        Skip(reader, nameLength);
        var (block, bytes) = GgmlBlock.Of(type);
        Skip(reader, elements / block * bytes);
    }

    private static void Skip(BinaryReader reader, long bytes)
    {
        var file = reader.BaseStream;
        if (bytes < 0 || bytes > file.Length - file.Position)
        {
            throw new EndOfStreamException($"{bytes} bytes should follow byte {file.Position} of {file.Length}");
        }

        file.Seek(bytes, SeekOrigin.Current);
    }
}
