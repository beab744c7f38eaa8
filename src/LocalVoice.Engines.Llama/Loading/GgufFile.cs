namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Checks a model file before llama.cpp reads it, to name a wrong file in the error.</summary>
internal static class GgufFile
{
    /// <exception cref="EngineException">The file is missing, unreadable or not a GGUF file.</exception>
    public static void Check(string path)
    {
        Span<byte> magic = stackalloc byte[4];
        try
        {
            using var file = File.OpenRead(path);
            if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual("GGUF"u8))
            {
                throw new EngineException($"{path} is no GGUF file ({file.Length} bytes): download the model again.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"The language model {path} cannot be read: {error.Message}", error);
        }
    }
}
