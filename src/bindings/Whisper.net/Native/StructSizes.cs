using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary>
/// Holds our struct layouts against the loaded library: the defaults are written into a poisoned buffer, and what is left
/// of the poison tells how large the library's struct is.
/// </summary>
internal static unsafe class StructSizes
{
    private const int BufferBytes = 4096;

    /// <exception cref="WhisperModelLoadException">A size or a known default differs; the message names the library and both.</exception>
    public static void Verify(nint library, string path)
    {
        // A struct of this size is returned through a hidden first argument.
        var fullParams = (delegate* unmanaged[Cdecl]<byte*, int, byte*>)NativeLibrary.GetExport(library, "whisper_full_default_params");
        var contextParams = (delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLibrary.GetExport(library, "whisper_context_default_params");

        Require("whisper_full_params", sizeof(FullParams), Written(buffer => fullParams(buffer, NativeMethods.Greedy)), path);
        Require("whisper_context_params", sizeof(ContextParams), Written(buffer => contextParams(buffer)), path);
        RequireKnownDefaults(path);
    }

    /// <summary>Bytes up to the last one that <paramref name="write"/> touches, rounded up to the alignment of a pointer.</summary>
    internal static int Written(WriteDefaults write)
    {
        Span<byte> first = stackalloc byte[BufferBytes];
        Span<byte> second = stackalloc byte[BufferBytes];
        first.Fill(0xA5);
        second.Fill(0x5A);
        fixed (byte* a = first, b = second)
        {
            write(a);
            write(b);
        }

        var last = BufferBytes - 1;
        while (last >= 0 && first[last] == 0xA5 && second[last] == 0x5A)
        {
            last--;
        }

        return (last + sizeof(nint)) & -sizeof(nint);
    }

    internal static void Require(string name, int ours, int theirs, string path)
    {
        if (ours != theirs)
            throw new WhisperModelLoadException($"{name} has {theirs} bytes in {path}, but this binding knows {ours}: "
                + "another version of whisper.cpp.");
    }

    private static void RequireKnownDefaults(string path)
    {
        var parameters = NativeMethods.whisper_full_default_params(NativeMethods.Greedy);
        if (parameters is not { MaxTextContext: 16384, SuppressBlank: 1, TemperatureInc: 0.2f, LogProbThreshold: -1, GrammarPenalty: 100 })
            throw new WhisperModelLoadException($"The fields of whisper_full_params in {path} are not where this binding expects them.");
    }

    internal delegate void WriteDefaults(byte* buffer);
}
