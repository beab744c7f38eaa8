using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Piper;

/// <summary>Checks the synthesizer's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class PiperOptionsValidator : IValidateOptions<PiperOptions>
{
    /// <summary>Where an operator writes them.</summary>
    public const string Section = "LocalVoice:Engines:Tts";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(PiperOptions options)
    {
        if (new PiperOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
