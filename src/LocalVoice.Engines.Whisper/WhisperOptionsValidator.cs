using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Whisper;

/// <summary>Checks the recogniser's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class WhisperOptionsValidator : IValidateOptions<WhisperOptions>
{
    /// <summary>Where an operator writes them.</summary>
    public const string Section = "LocalVoice:Engines:Stt";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    internal static void Check(WhisperOptions options)
    {
        if (new WhisperOptionsValidator().Validate(Section, options) is { Failed: true, Failures: var failures })
        {
            throw new EngineException(string.Join(' ', failures));
        }
    }
}
