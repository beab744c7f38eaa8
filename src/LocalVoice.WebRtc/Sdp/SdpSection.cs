namespace LocalVoice.WebRtc.Sdp;

/// <summary>What a session description says before its first "m=" line, or under one of them (RFC 8866, section 5).</summary>
/// <param name="Line">Of the "m=", from 1.</param>
/// <param name="Kind">Its media type; empty for the session itself.</param>
/// <param name="Port">As written: a number.</param>
/// <param name="Protocol">As written: <c>UDP/TLS/RTP/SAVPF</c> ….</param>
/// <param name="Formats">As written: payload types, or the name of what runs over SCTP.</param>
internal sealed record SdpSection(int Line, string Kind, string Port, string Protocol, IReadOnlyList<string> Formats)
{
    public List<SdpAttribute> Attributes { get; } = [];

    /// <summary>The section's name (RFC 5888); null where it has none.</summary>
    public string? Mid => Find("mid")?.Value;

    public bool Has(string name) => Find(name) is not null;

    public SdpAttribute? Find(string name) => Attributes.Find(attribute => attribute.Name == name);

    public IEnumerable<SdpAttribute> All(string name) => Attributes.Where(attribute => attribute.Name == name);
}
