using Whisper.net.Native;

namespace Whisper.net;

/// <summary>One model in memory, shared by all processors built from it. Thread-safe.</summary>
public sealed class WhisperFactory : IDisposable
{
    private readonly StatePool _states;

    private WhisperFactory(StatePool states) => _states = states;

    /// <summary>The states that wait to be used again, for tests.</summary>
    internal StatePool States => _states;

    /// <summary>What the native library was built with.</summary>
    public static string GetRuntimeInfo()
    {
        WhisperLibrary.EnsureLoaded();
        return NativeText.Read(NativeMethods.whisper_print_system_info());
    }

    /// <summary>Two-letter (in places three-letter) codes.</summary>
    public static IEnumerable<string> GetSupportedLanguages()
    {
        WhisperLibrary.EnsureLoaded();
        for (var id = 0; id <= NativeMethods.whisper_lang_max_id(); id++)
        {
            yield return NativeText.Read(NativeMethods.whisper_lang_str(id));
        }
    }

    /// <summary>Reads the weights; blocks while it does.</summary>
    /// <exception cref="WhisperModelLoadException">There is no native library, or the file is no model of whisper.cpp.</exception>
    public static WhisperFactory FromPath(string path, WhisperFactoryOptions options)
    {
        WhisperLibrary.EnsureLoaded();
        return new(new(ModelHandle.Load(path, options)));
    }

    public WhisperProcessorBuilder CreateBuilder()
    {
        ObjectDisposedException.ThrowIf(_states.IsDisposed, this);
        return new(_states);
    }

    /// <summary>Frees the model once the last decode has ended.</summary>
    public void Dispose() => _states.Dispose();
}
