using LLama.Exceptions;

namespace LLama.Native;

/// <summary>Samplers that narrow the model's prediction one after the other; the last one picks. One thread at a time.</summary>
public sealed class SafeLLamaSamplerChainHandle : SafeLLamaHandleBase
{
    public int Count => NativeMethods.llama_sampler_chain_n(Pointer);

    /// <summary>Picks the token that follows the last batch's token <paramref name="index"/>, and tells the chain of it.</summary>
    public LLamaToken Sample(SafeLLamaContextHandle context, int index)
    {
        // llama.cpp ends the process for an index without logits; this throws.
        _ = context.GetLogitsIth(index);
        return NativeMethods.llama_sampler_sample(Pointer, context.Pointer, index);
    }

    public void AddGreedySampler() => Add(NativeMethods.llama_sampler_init_greedy());

    /// <summary>Picks by probability.</summary>
    public void AddDistributionSampler(uint seed) => Add(NativeMethods.llama_sampler_init_dist(seed));

    public void AddTopK(int k) => Add(NativeMethods.llama_sampler_init_top_k(k));

    public void AddTopP(float p, nint minKeep) => Add(NativeMethods.llama_sampler_init_top_p(p, (nuint)minKeep));

    public void AddTemperature(float t) => Add(NativeMethods.llama_sampler_init_temp(t));

    public static SafeLLamaSamplerChainHandle Create(LLamaSamplerChainParams @params)
    {
        var chain = new SafeLLamaSamplerChainHandle();
        chain.SetHandle(NativeMethods.llama_sampler_chain_init(@params));
        return chain.IsInvalid ? throw new RuntimeError("Failed to create a sampler chain") : chain;
    }

    /// <summary>Frees the samplers in the chain too.</summary>
    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_sampler_free(handle);
        return true;
    }

    private void Add(nint sampler) => NativeMethods.llama_sampler_chain_add(Pointer, sampler);
}
