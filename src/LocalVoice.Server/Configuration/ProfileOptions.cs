using LocalVoice.Configuration;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Whom the user talks to, and how.</summary>
public sealed class ProfileOptions
{
    /// <summary>Language code: <c>es</c>, <c>ca</c>, <c>ca-valencia</c>, <c>en</c> …, or <c>auto</c>.</summary>
    [LanguageCode]
    public string Language { get; set; } = "es";

    /// <summary>Null for the synthesizer's default voice.</summary>
    public string? Voice { get; set; }

    /// <summary>The system message; null for the language's own.</summary>
    public string? Instructions { get; set; }

    /// <summary>Names and terms that the recogniser should expect.</summary>
    public List<string> Vocabulary { get; } = [];

    /// <summary><c>parallel</c>, or <c>sequential</c> for the baseline.</summary>
    [NamesOf<PipelineMode>]
    public string Pipeline { get; set; } = "parallel";

    /// <summary>Whether work starts in the silence before the turn is decided.</summary>
    public bool Speculation { get; set; } = true;

    /// <summary>1 is normal, 0.25…4.</summary>
    [Within(0.25, 4)]
    public double Speed { get; set; } = 1;
}

/// <summary>Checks one profile against the ranges that its attributes state.</summary>
[OptionsValidator]
internal sealed partial class ProfileOptionsValidator : IValidateOptions<ProfileOptions>;
