using Whisper.net;

namespace LocalVoice.Bindings.Tests.PublicSurface;

public sealed class WhisperPublicSurfaceTests() : PublicSurfaceTests(typeof(WhisperFactory).Assembly, "whisper.net.txt");
