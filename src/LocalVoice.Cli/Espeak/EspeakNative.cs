using System.Runtime.InteropServices;
using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Cli.Espeak;

/// <summary>The synthesis half of espeak-ng's C API (<c>speak_lib.h</c>). Its state is global to the process.</summary>
internal static unsafe partial class EspeakNative
{
    public const int AudioOutputSynchronous = 2;
    public const int CharsUtf8 = 1;
    public const int ParameterRate = 1;
    public const int ParameterPitch = 3;
    private const string Library = "espeak-ng";

    static EspeakNative() =>
        NativeLibrary.SetDllImportResolver(
            typeof(EspeakNative).Assembly,
            (name, _, _) => name == Library ? EspeakLibraryFile.Open() : nint.Zero
        );

    /// <returns>The sample rate, or −1.</returns>
    [LibraryImport(Library, EntryPoint = "espeak_Initialize")]
    public static partial int Initialize(int output, int bufferMilliseconds, nint dataPath, int options);

    /// <summary>The version, as text that the library owns.</summary>
    [LibraryImport(Library, EntryPoint = "espeak_Info")]
    public static partial nint Info(out nint dataPath);

    [LibraryImport(Library, EntryPoint = "espeak_SetSynthCallback")]
    public static partial void SetSynthCallback(delegate* unmanaged[Cdecl]<short*, int, void*, int> callback);

    [LibraryImport(Library, EntryPoint = "espeak_SetVoiceByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVoiceByName(string name);

    [LibraryImport(Library, EntryPoint = "espeak_SetParameter")]
    public static partial int SetParameter(int parameter, int value, int relative);

    [LibraryImport(Library, EntryPoint = "espeak_Synth", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Synth(
        string text,
        nuint bytes,
        uint position,
        int positionType,
        uint endPosition,
        uint flags,
        uint* identifier,
        void* userData
    );

    [LibraryImport(Library, EntryPoint = "espeak_Synchronize")]
    public static partial int Synchronize();
}
