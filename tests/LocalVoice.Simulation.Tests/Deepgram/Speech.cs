using System.Runtime.InteropServices;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Simulation.Tests.Deepgram;

/// <summary>Audio as a client sends it: linear16, 16 kHz.</summary>
internal static class Speech
{
    public static byte[] Silence(int ms) => Bytes(Tones.Between(ms, 0, 0).Samples);

    public static byte[] Voice(int ms, int silenceAfterMs = 0) => Bytes(Tones.Between(0, ms, silenceAfterMs).Samples);

    private static byte[] Bytes(ReadOnlyMemory<short> samples) => MemoryMarshal.AsBytes(samples.Span).ToArray();
}
