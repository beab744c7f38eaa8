using LLama.Native;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>
/// Lets a response's tokens only be such that fit a grammar. A token that was sampled freely is checked alone, which costs
/// microseconds; only where it does not fit, all others are.
/// </summary>
internal sealed class GrammarConstraint : IDisposable
{
    private readonly SafeLLamaSamplerChainHandle _grammar = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
    private LLamaTokenData[] _all = [];
    private bool _ended;

    public GrammarConstraint(SafeLlamaModelHandle.Vocabulary vocabulary, string grammar) =>
        _grammar.AddGrammar(vocabulary, grammar, "root");

    /// <param name="sampled">By the chain, without the grammar.</param>
    /// <param name="chain">Samples again, from the tokens that fit.</param>
    public LLamaToken Fit(LLamaToken sampled, SafeLLamaSamplerChainHandle chain, ReadOnlySpan<float> logits)
    {
        if (_ended)
        {
            return sampled;
        }

        var token = Fits(sampled) ? sampled : Among(logits, chain);
        if (token is { } fitting)
        {
            _grammar.Accept(fitting);
            return fitting;
        }

        // No token of the vocabulary goes on; llama.cpp ends the process over one that does not fit.
        _ended = true;
        return sampled;
    }

    public void Dispose() => _grammar.Dispose();

    private bool Fits(LLamaToken token)
    {
        LLamaTokenData[] one = [new LLamaTokenData(token, 1, 0)];
        using var pin = LLamaTokenDataArrayNative.Create(new LLamaTokenDataArray(one), out var native);
        _grammar.Apply(ref native);
        return float.IsFinite(native.Data[0].Logit);
    }

    /// <returns>Null where none fits.</returns>
    private LLamaToken? Among(ReadOnlySpan<float> logits, SafeLLamaSamplerChainHandle chain)
    {
        if (_all.Length != logits.Length)
        {
            _all = new LLamaTokenData[logits.Length];
        }

        using var pin = LLamaTokenDataArrayNative.Create(LLamaTokenDataArray.Create(logits, _all), out var native);
        _grammar.Apply(ref native);
        chain.Apply(ref native);
        var selected = native.Data[checked((int)native.Selected)];
        return float.IsFinite(selected.Logit) ? selected.ID : null;
    }
}
