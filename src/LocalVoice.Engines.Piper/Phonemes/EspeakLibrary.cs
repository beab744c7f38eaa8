using System.Runtime.InteropServices;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// espeak-ng's C interface, from the system's library (GPL-3: loaded at run time, never linked or shipped). Its state
/// is global to the process and it is not thread-safe: callers hold <see cref="Gate"/>.
/// </summary>
internal sealed unsafe class EspeakLibrary
{
    private const int SynchronousOutput = 2;
    private const int DoNotExit = 0x8000;
    private const int Utf8 = 1;
    private const int InternationalPhoneticAlphabet = 2;

    private static readonly Lazy<EspeakLibrary> Loaded = new(() => new EspeakLibrary(), LazyThreadSafetyMode.PublicationOnly);

    private readonly delegate* unmanaged[Cdecl]<byte*, int> _setVoiceByName;
    private readonly delegate* unmanaged[Cdecl]<byte**, int, int, byte*> _textToPhonemes;

    private EspeakLibrary()
    {
        var library = EspeakLibraryFile.Open();
        _setVoiceByName = (delegate* unmanaged[Cdecl]<byte*, int>)NativeLibrary.GetExport(library, "espeak_SetVoiceByName");
        _textToPhonemes = (delegate* unmanaged[Cdecl]<byte**, int, int, byte*>)NativeLibrary.GetExport(library, "espeak_TextToPhonemes");
        var initialize = (delegate* unmanaged[Cdecl]<int, int, byte*, int, int>)NativeLibrary.GetExport(library, "espeak_Initialize");
        var info = (delegate* unmanaged[Cdecl]<byte**, byte*>)NativeLibrary.GetExport(library, "espeak_Info");
        lock (Gate)
        {
            if (initialize(SynchronousOutput, 0, null, DoNotExit) <= 0)
            {
                throw EspeakData.Unusable(EspeakData.LikelyFolder, "it finds no data of its version there");
            }

            byte* dataPath;
            Version = Marshal.PtrToStringUTF8((nint)info(&dataPath)) ?? "";
            DataFolder = Marshal.PtrToStringUTF8((nint)dataPath) ?? EspeakData.LikelyFolder;
        }
    }

    /// <exception cref="EngineException">espeak-ng is not installed.</exception>
    public static EspeakLibrary Shared => Loaded.Value;

    public static Lock Gate { get; } = new();

    /// <summary>For example <c>1.51</c>.</summary>
    public string Version { get; }

    public string DataFolder { get; }

    /// <summary>Selects a voice; false when espeak-ng does not have it.</summary>
    /// <param name="name">UTF-8, zero-terminated.</param>
    public bool SetVoice(ReadOnlySpan<byte> name)
    {
        fixed (byte* at = name)
        {
            return _setVoiceByName(at) == 0;
        }
    }

    /// <summary>The IPA of the next clause. espeak-ng crashes unless a voice was set before.</summary>
    /// <param name="text">Advanced past the clause and the one character that espeak-ng reads ahead; null at the end.</param>
    public string NextClause(ref byte* text)
    {
        fixed (byte** at = &text)
        {
            return Marshal.PtrToStringUTF8((nint)_textToPhonemes(at, Utf8, InternationalPhoneticAlphabet)) ?? "";
        }
    }
}
