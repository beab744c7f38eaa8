using LocalVoice.WebRtc.Srtp;
using Org.BouncyCastle.Tls;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>The use_srtp extension (RFC 5764, section 4.1): which protection both sides have, and its keys.</summary>
/// <param name="supported">Best first.</param>
internal sealed class UseSrtp(IReadOnlyList<SrtpProfile> supported)
{
    private SrtpProfile? _chosen;

    /// <summary>Null until the handshake is complete.</summary>
    public SrtpKeys? Keys { get; private set; }

    /// <summary>As a client: what it has.</summary>
    public void AddOffer(IDictionary<int, byte[]> extensions) => Add(extensions, supported);

    /// <summary>As a server: takes the best of what the client offers.</summary>
    /// <exception cref="TlsFatalAlert">It offers none that this side has.</exception>
    public void Choose(IDictionary<int, byte[]>? clientExtensions)
    {
        var offered = Read(clientExtensions);
        _chosen = supported.Where(offered.Contains).Select(profile => (SrtpProfile?)profile).FirstOrDefault() ?? throw NothingCommon();
    }

    /// <summary>As a server: what was chosen.</summary>
    public void AddChoice(IDictionary<int, byte[]> extensions) => Add(extensions, [Chosen]);

    /// <summary>As a client: what the server chose.</summary>
    /// <exception cref="TlsFatalAlert">It chose none, or one that was not offered.</exception>
    public void Accept(IDictionary<int, byte[]>? serverExtensions) =>
        _chosen =
            Read(serverExtensions) is [var chosen] && supported.Contains(chosen)
                ? chosen
                : throw new TlsFatalAlert(AlertDescription.illegal_parameter, "The peer chose no SRTP profile of those offered.");

    /// <summary>Takes the keys; only possible while the library reports that the handshake is complete.</summary>
    public void Export(TlsContext context)
    {
        var exported = context.ExportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.ExportedBytes(Chosen));
        Keys = SrtpKeys.FromExported(Chosen, exported, isClient: !context.IsServer);
        Array.Clear(exported);
    }

    private SrtpProfile Chosen => _chosen ?? throw NothingCommon();

    private static void Add(IDictionary<int, byte[]> extensions, IEnumerable<SrtpProfile> profiles) =>
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, new([.. profiles.Select(profile => (int)profile)], null));

    private static SrtpProfile[] Read(IDictionary<int, byte[]>? extensions) =>
        extensions is null || TlsSrtpUtilities.GetUseSrtpExtension(extensions) is not { } data
            ? []
            : [.. data.ProtectionProfiles.Select(profile => (SrtpProfile)profile)];

    private static TlsFatalAlert NothingCommon() =>
        new(AlertDescription.handshake_failure, "The peer offers no SRTP profile that this side has (RFC 5764).");
}
