using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LocalVoice.Server.Telephony.Twilio;

/// <summary>
/// How Twilio signs a request without a body: base64 of the HMAC-SHA1 of its address under the account's auth token
/// (https://www.twilio.com/docs/usage/security#validating-requests).
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    [SuppressMessage("Security", "CA5350", Justification = "Twilio's choice; HMAC-SHA1 has no known forgery.")]
    public static string Of(string token, string address) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(address)));

    /// <param name="address">As it stands in <c>&lt;Stream url&gt;</c>, but for what <see cref="Spellings"/> varies.</param>
    /// <param name="signature">As presented; empty for none.</param>
    public static bool IsOf(string token, string address, string signature)
    {
        var presented = Encoding.UTF8.GetBytes(signature);
        var valid = false;
        foreach (var spelling in Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Spellings(uri) : [])
        {
            valid |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(token, spelling)), presented);
        }

        return valid;
    }

    /// <summary>
    /// The same address as what signs it may write it: Twilio's libraries try it with and without the default port, and handshakes may
    /// be signed with a slash at the end, or with the scheme of http.
    /// </summary>
    private static IEnumerable<string> Spellings(Uri uri)
    {
        var secure = uri.Scheme is "wss" or "https";
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        foreach (var scheme in secure ? (string[])["wss", "https"] : ["ws", "http"])
        {
            foreach (var written in uri.IsDefaultPort ? (string[])["", secure ? ":443" : ":80"] : [port])
            {
                foreach (var path in (string[])[uri.AbsolutePath.TrimEnd('/'), $"{uri.AbsolutePath.TrimEnd('/')}/"])
                {
                    yield return $"{scheme}://{uri.Host}{written}{path}{uri.Query}";
                }
            }
        }
    }
}
