using System.Reflection;
using Whisper.net;
using Whisper.net.LibraryLoader;

namespace LocalVoice.Engines.Whisper;

/// <summary>Loads the weights, and tells what they run on.</summary>
internal static class WhisperModel
{
    /// <exception cref="EngineException">The options are out of range, or the model, the library or the GPU is missing.</exception>
    public static WhisperFactory Load(WhisperOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new EngineException(string.Join(" ", problems));

        WhisperFactory factory;
        try
        {
            // Flash attention takes the padding of a short audio context for audio: sentences come out twice.
            factory = WhisperFactory.FromPath(
                options.ModelPath, new() { UseGpu = options.UseGpu, GpuDevice = options.GpuDevice, UseFlashAttention = false });
        }
        catch (Exception failure) when (failure is not EngineException)
        {
            throw new EngineException($"Whisper:ModelPath {options.ModelPath} cannot be used: {failure.Message}", failure);
        }

        if (!options.UseGpu || HasGpu)
            return factory;

        factory.Dispose();
        throw new EngineException(
            $"Whisper:UseGpu is true, but the native library runs on the CPU only ({RuntimeOptions.LoadedLibrary}: "
            + $"{WhisperFactory.GetRuntimeInfo().Trim()}). Set it to false, or install whisper.cpp built for the GPU.");
    }

    /// <summary>What reports call the model once it is loaded.</summary>
    public static EngineInfo Describe(WhisperOptions options) => new(
        "stt",
        "whisper",
        Path.GetFileName(options.ModelPath),
        options.UseGpu ? $"cuda:{options.GpuDevice}" : "cpu",
        Binding);

    private static bool HasGpu => RuntimeOptions.LoadedLibrary is RuntimeLibrary.Cuda or RuntimeLibrary.Cuda12 or RuntimeLibrary.Vulkan;

    private static string Binding
    {
        get
        {
            var assembly = typeof(WhisperFactory).Assembly;
            var name = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "Binding")?.Value
                ?? $"Whisper.net {assembly.GetName().Version?.ToString(3)}";
            return RuntimeOptions.LoadedLibrary == RuntimeLibrary.CpuNoAvx ? $"{name}, without AVX" : name;
        }
    }
}
