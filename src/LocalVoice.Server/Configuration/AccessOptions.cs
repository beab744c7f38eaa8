using System.ComponentModel.DataAnnotations;

namespace LocalVoice.Server.Configuration;

/// <summary>Who may open a session. Read at start-up.</summary>
public sealed class AccessOptions : IValidatableObject
{
    private const string KeysSection = $"{LocalVoiceOptions.Section}:Access:{nameof(Keys)}";
    private const string RolesSection = $"{LocalVoiceOptions.Section}:Access:{nameof(Roles)}";

    /// <summary>
    /// API keys by name, each as <c>sha256:</c> and the 64 hexadecimal digits of its hash (<c>localvoice keys new NAME</c>
    /// makes one). With any, every client needs one of them, on loopback addresses too. Default none.
    /// </summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What each key may do, by its name in <see cref="Keys"/>: some of <c>talk</c> (sessions, calls, client secrets, the stages over
    /// HTTP), <c>admin</c> (<c>/v1/admin</c>) and <c>metrics</c> (<c>/metrics</c>), separated by commas; none includes another.
    /// Default <c>talk</c>.
    /// </summary>
    public Dictionary<string, string> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the server may listen on other than loopback addresses without keys. Default false: it refuses to start.
    /// No effect where there are keys.
    /// </summary>
    public bool Insecure { get; set; }

    public ClientSecretOptions ClientSecrets { get; } = new();

    /// <remarks>The messages leave out the value, which may be a key.</remarks>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        foreach (var key in Keys.Where(key => KeyHash.Parse(key.Value) is null))
        {
            yield return new(
                $"{KeysSection}:{key.Key} must be {KeyHash.Prefix} and the 64 hexadecimal digits of a key's hash, never the key; "
                    + $"'localvoice keys new {key.Key}' prints a new key and this setting."
            );
        }

        foreach (var (name, _) in Roles.Where(roles => !Keys.ContainsKey(roles.Key)))
        {
            yield return new($"{RolesSection}:{name} gives roles to a key that is not there: name one of {KeysSection}.");
        }

        foreach (var (name, _) in Roles.Where(roles => EnumNames.Parse<KeyRoles>(roles.Value) is null or 0))
        {
            yield return new($"{RolesSection}:{name} must be some of {EnumNames.List<KeyRoles>()}, separated by commas.");
        }

        if (ClientSecrets.Read().Failure is { } failure)
        {
            yield return new(failure);
        }
    }
}
