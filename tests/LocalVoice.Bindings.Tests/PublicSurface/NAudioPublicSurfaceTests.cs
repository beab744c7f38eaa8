using NAudio.Wave;

namespace LocalVoice.Bindings.Tests.PublicSurface;

public sealed class NAudioPublicSurfaceTests() : PublicSurfaceTests(typeof(WaveFormat).Assembly, "naudio.core.txt");
