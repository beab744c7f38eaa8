using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A model with a cache of sequences, as the scheduler sees it. One thread.</summary>
internal interface ISequenceDecoder
{
    /// <summary>Tokens in one batch at most; no more than the cache holds.</summary>
    int BatchTokens { get; }

    DecodeOutcome Decode(IReadOnlyList<BatchEntry> batch, int threads);

    ITokenSampler CreateSampler(SamplingSettings settings);

    bool EndsGeneration(LLamaToken token);

    /// <summary>Keeps a sequence's first <paramref name="length"/> tokens.</summary>
    /// <returns>False when the model cannot forget a part: the sequence is then empty.</returns>
    bool Truncate(int sequence, int length);

    /// <summary>Lets an empty sequence share another's first <paramref name="length"/> tokens.</summary>
    /// <returns>False when the model cannot share a part: the sequence is then empty.</returns>
    bool SharePrefix(int from, int to, int length);
}
