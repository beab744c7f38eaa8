using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Section <c>LocalVoice</c>; in the environment <c>LOCALVOICE__KEY__KEY</c>. Checked when the server starts.</summary>
public sealed class LocalVoiceOptions : IValidatableObject
{
    public const string Section = "LocalVoice";

    /// <summary>The profile of clients that name none, or one that does not exist.</summary>
    public string DefaultProfile { get; set; } = "";

    /// <summary>What <c>?model=</c> selects, by name.</summary>
    public Dictionary<string, ProfileOptions> Profiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The system message of profiles that have none, by language.</summary>
    public Dictionary<string, string> Instructions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a client may change for its own session: names of <see cref="SessionOverrides"/>, separated by commas.</summary>
    [NamesOf<SessionOverrides>]
    public string AllowedOverrides { get; set; } = "";

    [ValidateObjectMembers]
    public ConnectionOptions Connection { get; } = new();

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!Profiles.ContainsKey(DefaultProfile))
        {
            yield return SettingAttribute.Failure(
                validationContext,
                nameof(DefaultProfile),
                DefaultProfile,
                $"one of {string.Join(", ", Profiles.Keys)}"
            );
        }

        var validator = new ProfileOptionsValidator();
        foreach (var (name, profile) in Profiles)
        {
            foreach (var failure in validator.Validate($"{Section}:{nameof(Profiles)}:{name}", profile).Failures ?? [])
            {
                yield return new(failure);
            }
        }
    }
}

/// <summary>Checks section <c>LocalVoice</c> against the ranges that attributes state.</summary>
[OptionsValidator]
internal sealed partial class LocalVoiceOptionsValidator : IValidateOptions<LocalVoiceOptions>;
