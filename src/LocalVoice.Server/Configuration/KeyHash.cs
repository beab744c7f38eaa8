using System.Text.RegularExpressions;

namespace LocalVoice.Server.Configuration;

/// <summary>The form in which configuration holds an API key: <c>sha256:</c> and 64 hexadecimal digits.</summary>
internal static partial class KeyHash
{
    public const string Prefix = "sha256:";

    /// <summary>The 32 bytes; null when the setting has another form.</summary>
    public static byte[]? Parse(string? setting) =>
        setting is not null && Form().IsMatch(setting) ? Convert.FromHexString(setting.AsSpan(Prefix.Length)) : null;

    [GeneratedRegex("^sha256:[0-9a-fA-F]{64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
