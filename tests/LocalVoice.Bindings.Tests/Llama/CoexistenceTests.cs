using System.Runtime.InteropServices;
using LocalVoice.Testing.Files;

namespace LocalVoice.Bindings.Tests.Llama;

/// <summary>whisper.cpp brings another version of ggml into the process.</summary>
public sealed class CoexistenceTests
{
    [SkippableFact]
    public void llama_cpp_computes_with_its_own_ggml_beside_that_of_whisper_cpp()
    {
        var whisper = Path.Combine(Repository.Root, "src", "bindings", "natives", "build", "whisper", "lib", "libwhisper.so.1");
        Skip.IfNot(File.Exists(whisper), $"whisper.cpp is not built: {whisper}");
        var handle = NativeLibrary.Load(whisper);

        using var model = new StarterModel();
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        var prompt = model.Tokens(StarterModel.Prompt);
        var logits = StarterModel.Decode(context, prompt, 0, 0);

        Assert.Equal(StarterModel.Answer, model.Continue(context, logits, prompt.Length, 0));
        Assert.NotEqual(0, NativeLibrary.GetExport(handle, "whisper_full"));
        var ggml = File.ReadLines("/proc/self/maps").Where(line => line.Contains("libggml-base", StringComparison.Ordinal));
        Assert.Equal(2, ggml.Select(line => line[line.IndexOf('/')..]).Distinct().Count());
    }
}
