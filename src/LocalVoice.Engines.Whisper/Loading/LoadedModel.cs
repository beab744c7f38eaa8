using Whisper.net;
using Whisper.net.LibraryLoader;

namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>
/// The weights in memory. The package frees them when its factory is disposed, even during a decode; here the end of
/// the last decode frees them. Thread-safe.
/// </summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly Lock _sync = new();
    private readonly WhisperFactory _factory;
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _uses;
    private bool _disposed;

    private LoadedModel(WhisperFactory factory) => _factory = factory;

    /// <summary>Completes when the weights are no longer in memory.</summary>
    public Task Freed => _freed.Task;

    private static bool HasGpu => RuntimeOptions.LoadedLibrary is RuntimeLibrary.Cuda or RuntimeLibrary.Cuda12 or RuntimeLibrary.Vulkan;

    /// <exception cref="EngineException">The options are out of range, or the model, the library or the GPU is missing.</exception>
    public static LoadedModel Load(WhisperOptions options)
    {
        WhisperOptionsValidator.Check(options);
        GgmlFile.Check(options.ModelPath);
        if (options.LibraryPath.Length > 0)
        {
            // The package uses the folder of the given path.
            RuntimeOptions.LibraryPath = Path.Combine(options.LibraryPath, "libwhisper");
        }

        WhisperFactory factory;
        try
        {
            // Flash attention reads the padding of a short audio context as data, which duplicates sentences.
            factory = WhisperFactory.FromPath(
                options.ModelPath,
                new()
                {
                    UseGpu = options.UseGpu,
                    GpuDevice = options.GpuDevice,
                    UseFlashAttention = false,
                }
            );
        }
        catch (Exception failure)
        {
            throw new EngineException($"Stt:ModelPath {options.ModelPath} cannot be used: {failure.Message}", failure);
        }

        if (options.UseGpu && !HasGpu)
        {
            factory.Dispose();
            throw new EngineException(
                $"Stt:UseGpu is true, but the native library runs on the CPU only ({RuntimeOptions.LoadedLibrary}: "
                    + $"{WhisperFactory.GetRuntimeInfo()?.Trim()}). Set it to false, or build with EngineDevice=cuda or vulkan."
            );
        }

        return new(factory);
    }

    /// <summary>The model as named in reports.</summary>
    public static EngineInfo Describe(WhisperOptions options) =>
        new("stt", "whisper", Path.GetFileName(options.ModelPath), Device(options), Package());

    /// <summary>Keeps the weights in memory until the returned use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public ModelUse Use()
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _uses++;
            return new(_factory, EndUse);
        }
    }

    /// <summary>Frees the weights now, or when the last use ends.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            _disposed = true;
            FreeUnlessUsed();
        }
    }

    private void EndUse()
    {
        lock (_sync)
        {
            _uses--;
            FreeUnlessUsed();
        }
    }

    private void FreeUnlessUsed()
    {
        if (_disposed && _uses == 0 && !Freed.IsCompleted)
        {
            _factory.Dispose();
            _freed.SetResult();
        }
    }

    private static string Device(WhisperOptions options) =>
        !options.UseGpu ? "cpu"
        : RuntimeOptions.LoadedLibrary == RuntimeLibrary.Vulkan ? $"vulkan:{options.GpuDevice}"
        : $"cuda:{options.GpuDevice}";

    private static string Package()
    {
        var package = EnginePackage.Of(typeof(LoadedModel));
        return RuntimeOptions.LoadedLibrary == RuntimeLibrary.CpuNoAvx ? $"{package}, without AVX" : package;
    }
}

/// <summary>Permission to decode with a model; the weights stay in memory until it is disposed.</summary>
internal sealed class ModelUse(WhisperFactory factory, Action onEnd) : IDisposable
{
    private int _ended;

    public WhisperFactory Factory => factory;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            onEnd();
        }
    }
}
