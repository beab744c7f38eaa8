using LLama.Native;
using LocalVoice.Engines.Llama.Scheduling;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>
/// llama.cpp's samplers in the order of its own programs, except that repetition is penalised after top-k: over the whole
/// vocabulary that would be a look-up for each of up to 150,000 tokens. The chain sees the response's tokens only, so words of
/// the prompt, as the user's name, are not penalised.
/// </summary>
internal sealed class ChainSampler : ITokenSampler
{
    private readonly SafeLLamaContextHandle _context;
    private readonly SafeLLamaSamplerChainHandle _chain = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());

    private readonly GrammarConstraint? _grammar;

    public ChainSampler(SafeLLamaContextHandle context, SamplingSettings settings)
    {
        _context = context;
        _grammar = settings.Grammar is { } grammar ? new GrammarConstraint(context.ModelHandle.Vocab, grammar) : null;
        if (settings.IsGreedy)
        {
            _chain.AddGreedySampler();
            return;
        }

        if (settings.TopK > 0)
        {
            _chain.AddTopK(settings.TopK);
        }

        if (!settings.Repeat.IsNone)
        {
            _chain.AddPenalties(settings.Repeat.Tokens, settings.Repeat.Factor, 0, 0);
        }

        _chain.AddTopP(settings.TopP, 1);
        _chain.AddTemperature(settings.Temperature);
        _chain.AddDistributionSampler(settings.Seed);
    }

    public LLamaToken Sample(int index)
    {
        var token = _chain.Sample(_context, index);
        return _grammar?.Fit(token, _chain, _context.GetLogitsIth(index)) ?? token;
    }

    public void Dispose() => Disposal.All(_chain, _grammar);
}
