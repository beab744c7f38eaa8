using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A model with a cache of sequences. Single-threaded.</summary>
internal interface ISequenceDecoder
{
    /// <summary>Maximum tokens per batch; at most the cache's size.</summary>
    int BatchTokens { get; }

    DecodeOutcome Decode(IReadOnlyList<BatchEntry> batch, int threads);

    ITokenSampler CreateSampler(SamplingSettings settings);

    bool EndsGeneration(LLamaToken token);

    /// <summary>Probability, 0…1, that one of some tokens follows one of the last batch that wanted logits.</summary>
    /// <param name="index">Index in the last batch of the token before.</param>
    double Probability(int index, ReadOnlySpan<LLamaToken> tokens);

    /// <summary>Truncates a sequence to its first <paramref name="length"/> tokens.</summary>
    /// <returns>False when the model cannot remove a part: the sequence is then empty.</returns>
    bool Truncate(int sequence, int length);

    /// <summary>Shares another sequence's first <paramref name="length"/> tokens with an empty one.</summary>
    /// <returns>False when the model cannot share a part: the sequence is then empty.</returns>
    bool SharePrefix(int from, int to, int length);
}
