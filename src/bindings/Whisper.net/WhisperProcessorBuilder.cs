using Whisper.net.Native;

namespace Whisper.net;

/// <summary>Collects the settings of a processor.</summary>
public class WhisperProcessorBuilder
{
    private readonly StatePool _states;
    private readonly DecodeOptions _options = new();

    internal WhisperProcessorBuilder(StatePool states) => _states = states;

    public WhisperProcessorBuilder WithThreads(int threads)
    {
        _options.Threads = threads;
        return this;
    }

    /// <summary>Earlier text is no prompt for later text.</summary>
    public WhisperProcessorBuilder WithNoContext()
    {
        _options.NoContext = true;
        return this;
    }

    public WhisperProcessorBuilder WithSingleSegment()
    {
        _options.SingleSegment = true;
        return this;
    }

    /// <param name="audioContextSize">Encoder positions of 20 ms, up to 1500; 0 is all.</param>
    public WhisperProcessorBuilder WithAudioContextSize(int audioContextSize)
    {
        _options.AudioContextSize = audioContextSize;
        return this;
    }

    /// <summary>Text that the decoder takes for what was said before.</summary>
    public WhisperProcessorBuilder WithPrompt(string prompt)
    {
        _options.Prompt = prompt;
        return this;
    }

    /// <param name="language">A code of <see cref="WhisperFactory.GetSupportedLanguages"/>, or <c>auto</c>.</param>
    public WhisperProcessorBuilder WithLanguage(string language)
    {
        _options.Language = language;
        return this;
    }

    public WhisperProcessorBuilder WithLanguageDetection() => WithLanguage("auto");

    public WhisperProcessorBuilder WithTemperature(float temperature)
    {
        _options.Temperature = temperature;
        return this;
    }

    /// <param name="temperature">What is added for each retry; 0 decodes once.</param>
    public WhisperProcessorBuilder WithTemperatureInc(float temperature)
    {
        _options.TemperatureInc = temperature;
        return this;
    }

    public WhisperProcessorBuilder WithGreedySamplingStrategy(Action<GreedySamplingStrategyBuilder>? configure = null)
    {
        configure?.Invoke(new(_options));
        return this;
    }

    /// <summary>Segments carry their tokens' probabilities.</summary>
    public WhisperProcessorBuilder WithProbabilities()
    {
        _options.Probabilities = true;
        return this;
    }

    public WhisperProcessor Build() => new(_states, _options.Clone());
}
