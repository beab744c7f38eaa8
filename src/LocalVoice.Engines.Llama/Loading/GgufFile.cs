using LocalVoice.Files;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Checks a model file's structure before llama.cpp reads it, to name what is wrong in the error.</summary>
internal static class GgufFile
{
    private const uint Magic = 0x46554747;
    private const int BufferBytes = 64 * 1024;

    /// <exception cref="EngineException">The file is missing, unreadable, of another format, or broken.</exception>
    public static void Check(string path) => ModelFile.Check("Llm:ModelPath", path, file => CheckStructure(path, file));

    private static void CheckStructure(string path, FileStream file)
    {
        using var buffered = new BufferedStream(file, BufferBytes);
        var reader = new GgufReader(buffered);
        if (file.Length < sizeof(uint) || reader.UInt32() != Magic)
        {
            throw new EngineException($"Llm:ModelPath {path} is no GGUF file ({file.Length} bytes): download the model again.");
        }

        new GgufStructure(reader).Check();
    }
}
