using LLama.Native;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Which <c>libllama</c> the process loads; decided once, by the first model.</summary>
internal static class NativeLibrary
{
    /// <param name="path">A file of the operator's own; empty for the package's.</param>
    /// <exception cref="EngineException">There is no such file, or another library is loaded already.</exception>
    public static void Use(string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        if (!File.Exists(path))
        {
            throw new EngineException($"{LlamaOptionsValidator.Section}:LibraryPath is '{path}', and there is no such file.");
        }

        try
        {
            NativeLibraryConfig.LLama.WithLibrary(path);
        }
        catch (InvalidOperationException loaded)
        {
            throw new EngineException(
                $"{LlamaOptionsValidator.Section}:LibraryPath is '{path}', but llama.cpp is loaded already: {loaded.Message}",
                loaded
            );
        }
    }
}
