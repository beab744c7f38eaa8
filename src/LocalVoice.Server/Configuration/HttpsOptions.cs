using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// Section <c>LocalVoice:Https</c>: the certificate of the https addresses. Without one that is configured the server makes
/// its own. Files are read again within 10 s of a change.
/// </summary>
public sealed class HttpsOptions : IValidatableObject
{
    internal const string Section = $"{LocalVoiceOptions.Section}:Https";

    private const StringSplitOptions SplitOptions = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>
    /// Whether the server also listens with https: where no https address is given, on <see cref="Port"/> of the http
    /// addresses. Default: where there is a <see cref="CertificateFile"/>. An https address that is given is served in any
    /// case.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>For https where no address is given: 0…65535; 0 is any free port, which only literal addresses can have.</summary>
    [Within(0, 65535)]
    public int Port { get; set; } = 8443;

    /// <summary>PEM (the certificate, then those between it and its root), or PFX. Default none: a self-signed one is made.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM: the certificate's private key. Default: it is in the certificate's file.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Holds the password of the PFX or of an encrypted key; a line break at its end is not part of it.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The environment variable with that password, where there is no <see cref="PasswordFile"/>.</summary>
    public string? PasswordVariable { get; set; }

    /// <summary>Further names and addresses for the self-signed certificate, separated by commas. Default none.</summary>
    public string Names { get; set; } = "";

    /// <summary>Whether https is wanted where no https address is given.</summary>
    internal bool IsWanted => Enabled ?? CertificateFile is { Length: > 0 };

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (CertificateFile is not { Length: > 0 } && KeyFile is { Length: > 0 })
        {
            yield return new($"{Section}:KeyFile is set and {Section}:CertificateFile is not; set both, or neither.");
        }

        foreach (var name in Names.Split(',', SplitOptions).Where(name => !IsNameOrAddress(name)))
        {
            yield return new($"{Section}:Names has '{name}'; it must be names like voice.lan or *.voice.lan, or addresses.");
        }
    }

    private static bool IsNameOrAddress(string text) =>
        Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text)
            is UriHostNameType.Dns
                or UriHostNameType.IPv4
                or UriHostNameType.IPv6;
}
