using LocalVoice.Configuration;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>A profile: language, voice and instructions of the agent.</summary>
public sealed class ProfileOptions
{
    /// <summary>Language code: <c>es</c>, <c>ca</c>, <c>ca-valencia</c>, <c>en</c> …, or <c>auto</c>.</summary>
    [LanguageCode]
    public string Language { get; set; } = "es";

    /// <summary>Its backends; those that it does not name are <see cref="LocalVoiceOptions.Stages"/>.</summary>
    public StageOptions Stages { get; } = new();

    /// <summary>Null for the synthesizer's default voice.</summary>
    public string? Voice { get; set; }

    /// <summary>The system message; null for the language's default.</summary>
    public string? Instructions { get; set; }

    /// <summary>What the agent says when a session begins; null for nothing.</summary>
    public string? Greeting { get; set; }

    /// <summary>What the agent says where it calls a function without a word, while the function runs; null for nothing.</summary>
    public string? Filler { get; set; }

    /// <summary>Names and terms that bias the recogniser.</summary>
    public List<string> Vocabulary { get; } = [];

    /// <summary><c>parallel</c>, or <c>sequential</c> for the latency baseline.</summary>
    [NamesOf<PipelineMode>]
    public string Pipeline { get; set; } = "parallel";

    /// <summary>Whether work starts in the silence before the turn is decided.</summary>
    public bool Speculation { get; set; } = true;

    /// <summary>Speed factor; 1 is normal, 0.25…4.</summary>
    [Within(0.25, 4)]
    public double Speed { get; set; } = 1;

    /// <summary>
    /// Whether keys that a caller presses on a telephone become an item of theirs, <c>[keys: 123]</c>, to which the agent responds;
    /// the first of them silences it. Default false: keys do nothing.
    /// </summary>
    public bool Keypad { get; set; }

    /// <summary>
    /// Whether the agent may ask a caller on a telephone for keys: it is offered the function <c>read_keys</c>, whose output they are.
    /// Default false. Needs a language model that calls functions.
    /// </summary>
    public bool ReadKeys { get; set; }
}

/// <summary>Checks a profile against the ranges of its attributes.</summary>
[OptionsValidator]
internal sealed partial class ProfileOptionsValidator : IValidateOptions<ProfileOptions>;
