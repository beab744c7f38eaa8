namespace Whisper.net.LibraryLoader;

/// <summary>What the loader did.</summary>
public static class RuntimeOptions
{
    /// <summary>The library in use; null before the first factory.</summary>
    public static RuntimeLibrary? LoadedLibrary { get; set; }
}
