using System.ComponentModel.DataAnnotations;
using LocalVoice.Files;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// Who may call <c>/v1/telephony/twilio</c>. With an auth token only requests that Twilio has signed with it, which need no API key
/// then; without one the address needs an API key as the others do.
/// </summary>
public sealed class TwilioOptions : IValidatableObject
{
    private const string Section = $"{LocalVoiceOptions.Section}:Telephony:Twilio";

    /// <summary>Holds the account's auth token. It signs, so that its hash would not do.</summary>
    public string? AuthTokenFile { get; set; }

    /// <summary>The environment variable with that token, where there is no <see cref="AuthTokenFile"/>.</summary>
    public string? AuthTokenVariable { get; set; }

    /// <summary>
    /// The address in <c>&lt;Stream url&gt;</c>, whole, as it is signed: <c>wss://voice.example.org/v1/telephony/twilio</c>. Needed
    /// behind a proxy that changes the host, the path or the scheme. Default: what the request says.
    /// </summary>
    public string? PublicUrl { get; set; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Read().Failure is { } failure)
        {
            yield return new(failure);
        }

        if (PublicUrl is not null && !IsAddress(PublicUrl))
        {
            yield return new(
                $"{Section}:{nameof(PublicUrl)} is '{PublicUrl}'; it must be an address without a query, as it stands in <Stream url>: "
                    + "wss://voice.example.org/v1/telephony/twilio."
            );
        }
    }

    /// <returns>The token, null where the settings name none; or what is wrong, without the token.</returns>
    internal (string? Token, string? Failure) Read()
    {
        try
        {
            var source =
                AuthTokenFile is { Length: > 0 } ? $"{Section}:{nameof(AuthTokenFile)}"
                : AuthTokenVariable is { Length: > 0 } ? $"{Section}:{nameof(AuthTokenVariable)}"
                : null;
            return source is null ? (null, null)
                : Text() is { Length: > 0 } token ? (token, null)
                : (null, $"{source} leads to no text; set it to what has the auth token of the Twilio account.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, $"{Section}:{nameof(AuthTokenFile)} is '{AuthTokenFile}', which cannot be read: {failure.Message}");
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "wss" or "https" or "ws" or "http", UserInfo: "", Query: "", Fragment: "" };

    private string Text()
    {
        if (AuthTokenFile is not { Length: > 0 } path)
        {
            return Environment.GetEnvironmentVariable(AuthTokenVariable!)?.Trim() ?? "";
        }

        RegularFile.Require(path);
        return File.ReadAllText(path).Trim();
    }
}
