namespace LocalVoice.Remote;

/// <summary>
/// The one way from this process to another machine. Where the air gap forbids an address, a connection to it fails with
/// <see cref="BackendException"/> (<see cref="BackendFault.AirGapped"/>) before anything is looked up.
/// </summary>
public interface IOutboundConnections
{
    /// <summary>
    /// For HTTP, and for <see cref="System.Net.WebSockets.ClientWebSocket"/> through an <see cref="HttpMessageInvoker"/>. Pools
    /// connections and keeps them open; follows no redirect, takes no proxy, keeps no cookie. Shared: never dispose it.
    /// </summary>
    HttpMessageHandler Handler { get; }

    /// <summary>How long the newest connection to the address's host and port took to open, without TLS: about one round trip.</summary>
    TimeSpan? RoundTrip(Uri address);
}
