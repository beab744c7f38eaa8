namespace Whisper.net;

/// <summary>Settings of greedy decoding.</summary>
public class GreedySamplingStrategyBuilder
{
    private readonly DecodeOptions _options;

    internal GreedySamplingStrategyBuilder(DecodeOptions options) => _options = options;

    /// <summary>How many candidates are drawn when the temperature is above 0.</summary>
    public GreedySamplingStrategyBuilder WithBestOf(int bestOf)
    {
        _options.BestOf = bestOf;
        return this;
    }
}
