using System.Text;
using LocalVoice.Files;

namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>
/// Checks a model file's structure before whisper.cpp reads it: whisper.cpp accepts a truncated file and fills the
/// rest with zeros, and aborts the process on an impossible header. Layout: whisper.cpp, <c>whisper_model_load</c>.
/// </summary>
internal static class GgmlFile
{
    private const uint Magic = 0x67676d6c;
    private const int MostDimensions = 4;
    private const int LongestName = 256;

    /// <exception cref="EngineException">The file is missing, unreadable, of another format, or truncated.</exception>
    public static void Check(string path) => ModelFile.Check("Stt:ModelPath", path, file => CheckStructure(path, file));

    private static void CheckStructure(string path, FileStream file)
    {
        using var reader = new BinaryReader(file, Encoding.UTF8);
        if (file.Length < sizeof(uint) || reader.ReadUInt32() != Magic)
        {
            throw new EngineException(
                $"Stt:ModelPath {path} is no ggml model ({file.Length} bytes): it takes whisper.cpp's own format, for example from "
                    + "`localvoice models pull`."
            );
        }

        var header = GgmlHeader.Read(reader);
        Skip(reader, header.FilterBytes);
        SkipVocabulary(reader, header);
        CheckTensors(reader, header);
    }

    private static void SkipVocabulary(BinaryReader reader, GgmlHeader header)
    {
        var words = reader.ReadInt32();
        GgmlHeader.Require(
            words > 0 && words <= header.Vocabulary,
            $"{words} words, where its header has a vocabulary of {header.Vocabulary}"
        );
        for (var i = 0; i < words; i++)
        {
            Skip(reader, reader.ReadUInt32());
        }
    }

    private static void CheckTensors(BinaryReader reader, GgmlHeader header)
    {
        var (tensors, weights) = (0, 0L);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            weights += SkipTensor(reader, header.Weights - weights);
            tensors++;
        }

        GgmlHeader.Require(
            tensors == header.Tensors && weights == header.Weights,
            $"{tensors} tensors with {weights} weights, where its header means {header.Tensors} with {header.Weights}"
        );
    }

    /// <returns>The tensor's weights.</returns>
    private static long SkipTensor(BinaryReader reader, long most)
    {
        var (dimensions, nameLength, type) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (dimensions is < 1 or > MostDimensions || nameLength is < 1 or > LongestName)
        {
            throw new InvalidDataException($"no tensor at byte {reader.BaseStream.Position}");
        }

        var weights = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            var size = reader.ReadInt32();
            GgmlHeader.Require(size > 0 && size <= most / weights, $"a tensor with a dimension of {size}");
            weights *= size;
        }

        Skip(reader, nameLength);
        var (block, bytes) = GgmlBlock.Of(type);
        Skip(reader, weights / block * bytes);
        return weights;
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
