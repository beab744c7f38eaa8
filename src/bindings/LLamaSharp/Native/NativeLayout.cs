using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>
/// Finds out how large the library's structures are, because a wrong layout corrupts memory silently: a function that
/// returns one writes it into a poisoned buffer (x64 passes the result's address first), and what changed is its size.
/// </summary>
internal static unsafe class NativeLayout
{
    private const int BufferBytes = 1024;

    public static void Check(nint library, string path)
    {
        Require(path, "llama_model_params", Measure(library, "llama_model_default_params"), sizeof(NativeModelParams));
        Require(path, "llama_context_params", Measure(library, "llama_context_default_params"), sizeof(NativeContextParams));
    }

    public static int Measure(nint library, string function)
    {
        var write = (delegate* unmanaged<byte*, byte*>)NativeLibrary.GetExport(library, function);
        return Math.Max(WrittenBytes(write, 0xA5), WrittenBytes(write, 0x5A));
    }

    public static void Require(string path, string structure, int theirs, int ours)
    {
        if (theirs != ours)
        {
            throw new BadImageFormatException(
                $"{path}: {structure} has {theirs} bytes in this library, this binding was made for {ours}. Install the libraries of llama.cpp b8390.");
        }
    }

    private static int WrittenBytes(delegate* unmanaged<byte*, byte*> write, byte poison)
    {
        var buffer = stackalloc byte[BufferBytes];
        new Span<byte>(buffer, BufferBytes).Fill(poison);
        write(buffer);
        return new ReadOnlySpan<byte>(buffer, BufferBytes).LastIndexOfAnyExcept(poison) + 1;
    }
}
