using LLama.Native;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>Selects the process's <c>libllama</c>; fixed by the first model loaded.</summary>
internal static class NativeLibrary
{
    /// <param name="path">A custom file; empty for the package's.</param>
    /// <exception cref="EngineException">The file does not exist, or another library is already loaded.</exception>
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
