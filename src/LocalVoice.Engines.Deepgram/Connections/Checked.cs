using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Options that are within their ranges.</summary>
internal static class Checked
{
    /// <summary>Names the settings in messages of engines that are built without a configuration.</summary>
    private const string Section = "LocalVoice:Engines:Deepgram";

    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    public static T Options<T>(T options, IValidateOptions<T> validator)
        where T : DeepgramOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        return validator.Validate(Section, options) is { Failed: true, Failures: var failures }
            ? throw new EngineException(string.Join(' ', failures))
            : options;
    }
}
