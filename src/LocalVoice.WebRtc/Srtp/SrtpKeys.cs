using System.Security.Cryptography;

namespace LocalVoice.WebRtc.Srtp;

/// <summary>Master keys of both directions, each followed by its salt.</summary>
/// <param name="Local">Of what is sent.</param>
/// <param name="Remote">Of what is received.</param>
internal sealed record SrtpKeys(SrtpProfile Profile, byte[] Local, byte[] Remote)
{
    /// <summary>How much a handshake must export for the profile.</summary>
    public static int ExportedBytes(SrtpProfile profile) => 2 * (SrtpProfiles.KeyBytes + profile.SaltBytes());

    /// <summary>Takes apart what DTLS exported: client's key, server's key, client's salt, server's salt (RFC 5764, section 4.2).</summary>
    public static SrtpKeys FromExported(SrtpProfile profile, ReadOnlySpan<byte> exported, bool isClient)
    {
        const int Key = SrtpProfiles.KeyBytes;
        var salt = profile.SaltBytes();
        byte[] client = [.. exported[..Key], .. exported.Slice(2 * Key, salt)];
        byte[] server = [.. exported.Slice(Key, Key), .. exported.Slice((2 * Key) + salt, salt)];
        return isClient ? new(profile, client, server) : new(profile, server, client);
    }

    /// <summary>They are not needed once the sessions are made.</summary>
    public void Erase()
    {
        CryptographicOperations.ZeroMemory(Local);
        CryptographicOperations.ZeroMemory(Remote);
    }

    /// <summary>Nothing of the keys.</summary>
    public override string ToString() => $"keys of {Profile}";
}
