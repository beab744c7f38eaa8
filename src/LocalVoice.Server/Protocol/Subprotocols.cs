namespace LocalVoice.Server.Protocol;

/// <summary>Selects a subprotocol from those that the client offers.</summary>
internal static class Subprotocols
{
    public const string LocalVoice = "localvoice";
    public const string Realtime = "realtime";

    /// <summary>
    /// <c>localvoice</c> if offered, else <c>realtime</c>. Other offers (API keys and versions of stock clients) are
    /// ignored; a client that offers none gets none in the handshake.
    /// </summary>
    public static (Framing Framing, string? Answer) Choose(IList<string> offered) =>
        offered.Contains(LocalVoice) ? (Framing.LocalVoice, LocalVoice) : (Framing.Realtime, offered.Contains(Realtime) ? Realtime : null);
}
