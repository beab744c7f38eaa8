using System.Text.RegularExpressions;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>Reads what an offer says of its transport, for all media or under the first one.</summary>
internal static partial class TransportReader
{
    private const string FingerprintName = "fingerprint";
    private const string WeakHash = "sha-1 ";

    /// <exception cref="SdpException">A part is missing or malformed.</exception>
    public static RemotePeer Read(SdpSection session, SdpSection media)
    {
        var fragment = Valid(Required(session, media, "ice-ufrag"), Fragment(), "4 to 256 letters, digits, '+' or '/'");
        var password = Valid(Required(session, media, "ice-pwd"), Password(), "22 to 256 letters, digits, '+' or '/'");
        var fingerprint = Valid(BestFingerprint(session, media), Fingerprint(), "a hash and its bytes, such as 'sha-256 AB:CD:…'");
        var parts = fingerprint.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(
            new(fragment, password),
            new(parts[0].ToLowerInvariant(), parts[1].ToUpperInvariant()),
            IsDtlsServer: Setup(session, media) == "passive"
        );
    }

    /// <summary>Of one who leaves the choice we are the server: its first packet comes when its address is known.</summary>
    private static string Setup(SdpSection session, SdpSection media)
    {
        var setup = media.Find("setup") ?? session.Find("setup");
        return setup?.Value is null or "actpass" or "active" or "passive"
            ? setup?.Value ?? "actpass"
            : throw SdpException.At(setup.Line, "'a=setup' must be 'actpass', 'active' or 'passive'.");
    }

    /// <summary>Of several hashes of the one certificate the first that is not weak (RFC 8122, section 5.1).</summary>
    private static SdpAttribute BestFingerprint(SdpSection session, SdpSection media)
    {
        var first = Required(session, media, FingerprintName);
        return (media.Has(FingerprintName) ? media : session)
                .All(FingerprintName)
                .FirstOrDefault(one => !one.Value.StartsWith(WeakHash, StringComparison.OrdinalIgnoreCase))
            ?? first;
    }

    private static SdpAttribute Required(SdpSection session, SdpSection media, string name) =>
        media.Find(name)
        ?? session.Find(name)
        ?? throw SdpException.At(media.Line, $"'a={name}' is missing: send the 'sdp' of RTCPeerConnection.localDescription as it is.");

    private static string Valid(SdpAttribute attribute, Regex form, string expected) =>
        form.IsMatch(attribute.Value)
            ? attribute.Value
            : throw SdpException.At(attribute.Line, $"'a={attribute.Name}' must have {expected}.");

    [GeneratedRegex(@"^[A-Za-z0-9+/]{4,256}\z")]
    private static partial Regex Fragment();

    [GeneratedRegex(@"^[A-Za-z0-9+/]{22,256}\z")]
    private static partial Regex Password();

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,32} +[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){15,63}\z")]
    private static partial Regex Fingerprint();
}
