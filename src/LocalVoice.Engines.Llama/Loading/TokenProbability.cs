using System.Numerics.Tensors;
using LLama.Native;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>The probability of some tokens by the logits of all: their softmax, without temperature.</summary>
internal static class TokenProbability
{
    private const int Chunk = 1024;

    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<LLamaToken> tokens)
    {
        Span<float> odds = stackalloc float[Chunk];
        var (largest, chosen, all) = (TensorPrimitives.Max(logits), 0.0, 0.0);
        foreach (var token in tokens)
        {
            chosen += Math.Exp(logits[(int)token] - largest);
        }

        for (; !logits.IsEmpty; logits = logits[Math.Min(Chunk, logits.Length)..])
        {
            var part = odds[..Math.Min(Chunk, logits.Length)];
            TensorPrimitives.Subtract(logits[..part.Length], largest, part);
            TensorPrimitives.Exp(part, part);
            all += TensorPrimitives.Sum<float>(part);
        }

        return Math.Min(1, chosen / all);
    }
}
