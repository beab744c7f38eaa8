using System.Numerics.Tensors;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>The probability of one token by the logits of all: their softmax, without temperature.</summary>
internal static class TokenProbability
{
    private const int Chunk = 1024;

    public static double Of(ReadOnlySpan<float> logits, int token)
    {
        Span<float> odds = stackalloc float[Chunk];
        var (chosen, sum) = (logits[token], 0.0);
        for (; !logits.IsEmpty; logits = logits[Math.Min(Chunk, logits.Length)..])
        {
            var part = odds[..Math.Min(Chunk, logits.Length)];
            TensorPrimitives.Subtract(logits[..part.Length], chosen, part);
            TensorPrimitives.Exp(part, part);
            sum += TensorPrimitives.Sum<float>(part);
        }

        return 1 / sum;
    }
}
