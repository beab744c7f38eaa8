using System.Buffers;
using System.Security.Cryptography;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Ice;

/// <summary>Makes what one connection is known by, and judges what the other side sent of it (RFC 8445, section 5.3).</summary>
internal static class IceSecrets
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);

    // 6 bits each: 72 where 24 are asked for, since it also finds the connection, and 144 where 128 are.
    private const int FragmentLength = 12;
    private const int PasswordLength = 24;

    public static IceCredentials Create() =>
        new(RandomNumberGenerator.GetString(Characters, FragmentLength), RandomNumberGenerator.GetString(Characters, PasswordLength));

    /// <exception cref="TransportException">They are not what ICE allows; the message names which.</exception>
    public static void Check(IceCredentials remote)
    {
        Check("ice-ufrag", remote.UsernameFragment, 4);
        Check("ice-pwd", remote.Password, 22);
    }

    private static void Check(string name, string value, int shortest)
    {
        if (value.Length < shortest || value.Length > 256 || value.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new TransportException(
                $"The offer's {name} has {value.Length} characters; it must have {shortest} to 256 letters, digits, + or / (RFC 8839)."
            );
        }
    }
}
