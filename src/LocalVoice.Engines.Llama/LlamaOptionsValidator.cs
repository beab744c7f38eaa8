using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Llama;

/// <summary>Checks the language model's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class LlamaOptionsValidator : IValidateOptions<LlamaOptions>
{
    /// <summary>Where an operator writes them.</summary>
    public const string Section = "LocalVoice:Engines:Llm";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(LlamaOptions options)
    {
        if (new LlamaOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
