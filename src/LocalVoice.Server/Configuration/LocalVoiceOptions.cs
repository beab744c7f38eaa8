using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;
using LocalVoice.Core.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Section <c>LocalVoice</c>; in the environment <c>LOCALVOICE__KEY__KEY</c>. Validated at start-up.</summary>
public sealed class LocalVoiceOptions : IValidatableObject
{
    public const string Section = "LocalVoice";

    /// <summary>The profile of clients that name none or an unknown one.</summary>
    public string DefaultProfile { get; set; } = "";

    /// <summary>Profiles by name, selected by <c>?model=</c>.</summary>
    public Dictionary<string, ProfileOptions> Profiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The backends of profiles that name none.</summary>
    public StageOptions Stages { get; } =
        new()
        {
            Stt = StageNames.Local,
            Llm = StageNames.Local,
            Tts = StageNames.Local,
        };

    /// <summary>
    /// Backends, separated by commas, that clients may choose beside their profile's own where <see cref="AllowedOverrides"/> has
    /// <c>stages</c>.
    /// </summary>
    public StageOptions OfferedStages { get; } = new();

    /// <summary>
    /// Whether no backend may be on another machine; null: yes, unless a stage names one. Those that
    /// <see cref="AirGapOptions.Allow"/> lists are on site.
    /// </summary>
    public bool? AirGapped { get; set; }

    public AirGapOptions AirGap { get; } = new();

    /// <summary>The system message by language, for profiles without their own.</summary>
    public Dictionary<string, string> Instructions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Settings that a client may override for its session: names of <see cref="SessionOverrides"/>, separated by
    /// commas.
    /// </summary>
    [NamesOf<SessionOverrides>]
    public string AllowedOverrides { get; set; } = "";

    [ValidateObjectMembers]
    public ConnectionOptions Connection { get; } = new();

    [ValidateObjectMembers]
    public AdmissionOptions Admission { get; } = new();

    [ValidateObjectMembers]
    public McpOptions Mcp { get; } = new();

    [ValidateObjectMembers]
    public AccessOptions Access { get; } = new();

    [ValidateObjectMembers]
    public AuditOptions Audit { get; } = new();

    [ValidateObjectMembers]
    public HttpsOptions Https { get; } = new();

    [ValidateObjectMembers]
    public WebRtcOptions WebRtc { get; } = new();

    [ValidateObjectMembers]
    public HttpOptions Http { get; } = new();

    [ValidateObjectMembers]
    public TelemetryOptions Telemetry { get; } = new();

    [ValidateObjectMembers]
    public WyomingOptions Wyoming { get; } = new();

    [ValidateObjectMembers]
    public TelephonyOptions Telephony { get; } = new();

    [ValidateObjectMembers]
    public StoreOptions Store { get; } = new();

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

        foreach (var (key, name) in Telephony.AudioSocket.NamedProfiles.Where(named => !Profiles.ContainsKey(named.Profile)))
        {
            yield return new($"{key} is '{name}'; it must be one of {string.Join(", ", Profiles.Keys)}.");
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

/// <summary>Checks section <c>LocalVoice</c> against the ranges of its attributes.</summary>
[OptionsValidator]
internal sealed partial class LocalVoiceOptionsValidator : IValidateOptions<LocalVoiceOptions>;
