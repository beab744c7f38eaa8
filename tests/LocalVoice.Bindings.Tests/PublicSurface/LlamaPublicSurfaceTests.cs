using LLama;

namespace LocalVoice.Bindings.Tests.PublicSurface;

public sealed class LlamaPublicSurfaceTests() : PublicSurfaceTests(typeof(LLamaWeights).Assembly, "llamasharp.txt");
