using System.Security.Cryptography;
using System.Text;
using LocalVoice.Server.Configuration;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalVoice.Server.Access;

/// <summary>
/// An API key: 256 random bits, in characters that an HTTP header and a WebSocket subprotocol allow. Only its SHA-256 is
/// stored; that is enough for a random key, and not for a password.
/// </summary>
public static class ApiKey
{
    private const string Prefix = "lv_";
    private const int RandomBytes = 32;

    public static string Create() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The value of <c>LocalVoice:Access:Keys:NAME</c> that admits the key.</summary>
    public static string SettingOf(string key) => KeyHash.Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
