using LLama.Native;
using LocalVoice.Engines.Llama.Scheduling;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>llama.cpp's samplers in the order of its own programs: top-k, top-p, temperature, draw.</summary>
internal sealed class ChainSampler : ITokenSampler
{
    private readonly SafeLLamaContextHandle _context;
    private readonly SafeLLamaSamplerChainHandle _chain = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());

    public ChainSampler(SafeLLamaContextHandle context, SamplingSettings settings)
    {
        _context = context;
        if (settings.IsGreedy)
        {
            _chain.AddGreedySampler();
            return;
        }

        if (settings.TopK > 0)
        {
            _chain.AddTopK(settings.TopK);
        }

        _chain.AddTopP(settings.TopP, 1);
        _chain.AddTemperature(settings.Temperature);
        _chain.AddDistributionSampler(settings.Seed);
    }

    public LLamaToken Sample(int index) => _chain.Sample(_context, index);

    public void Dispose() => _chain.Dispose();
}
