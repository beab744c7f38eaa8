using LLama;
using LLama.Common;
using LLama.Native;
using LocalVoice.Testing.Files;

namespace LocalVoice.Bindings.Tests.Llama;

/// <summary>The starter chat model, loaded once for all tests of the binding.</summary>
public sealed class StarterModel : IDisposable
{
    public const string Prompt =
        "<|im_start|>system\nEres Vega, un asistente de voz. Responde breve.<|im_end|>\n"
        + "<|im_start|>user\n¿Cuál es la capital de Italia?<|im_end|>\n<|im_start|>assistant\n";

    public const string Answer = "La capital de Italia es Roma.";

    public static ModelParams Parameters { get; } = new(Repository.StarterModel("starter-chat.gguf"))
    {
        ContextSize = 512,
        SeqMax = 4,
        Threads = 1,
        BatchThreads = 1,
        GpuLayerCount = 0,
    };

    public LLamaWeights Weights { get; } = LLamaWeights.LoadFromFile(Parameters);

    public void Dispose() => Weights.Dispose();

    public LLamaToken[] Tokens(string text) => Weights.Tokenize(text, false, true, System.Text.Encoding.UTF8);

    /// <summary>Decodes tokens into a sequence and gives the index of the last one's logits.</summary>
    public static int Decode(LLamaContext context, ReadOnlySpan<LLamaToken> tokens, int start, int sequence)
    {
        var batch = new LLamaBatch();
        for (var i = 0; i < tokens.Length; i++)
        {
            batch.Add(tokens[i], start + i, (LLamaSeqId)sequence, i == tokens.Length - 1);
        }

        Assert.Equal(DecodeResult.Ok, context.Decode(batch));
        return tokens.Length - 1;
    }

    /// <summary>Goes on greedily until the model ends.</summary>
    public string Continue(LLamaContext context, int logits, int position, int sequence)
    {
        using var chain = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
        chain.AddGreedySampler();
        var decoder = new StreamingTokenDecoder(System.Text.Encoding.UTF8, Weights);
        for (var token = chain.Sample(context.NativeHandle, logits); !token.IsEndOfGeneration(Weights.Vocab); position++)
        {
            decoder.Add(token);
            token = chain.Sample(context.NativeHandle, Decode(context, [token], position, sequence));
        }

        return decoder.Read();
    }
}
