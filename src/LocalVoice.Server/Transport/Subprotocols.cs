using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Transport;

/// <summary>Which of the subprotocols that a client offers is spoken.</summary>
internal static class Subprotocols
{
    public const string LocalVoice = "localvoice";
    public const string Realtime = "realtime";

    /// <summary>
    /// Ours where it is offered, else the stock one. Everything else offered (keys and versions of stock clients) is
    /// ignored, and a client that offers nothing gets no answer to it.
    /// </summary>
    public static (Framing Framing, string? Answer) Choose(IList<string> offered) =>
        offered.Contains(LocalVoice) ? (Framing.LocalVoice, LocalVoice) : (Framing.Realtime, offered.Contains(Realtime) ? Realtime : null);
}
