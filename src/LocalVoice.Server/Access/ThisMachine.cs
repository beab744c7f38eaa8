using System.Net;

namespace LocalVoice.Server.Access;

/// <summary>What only this machine may ask where there are no keys.</summary>
internal static class ThisMachine
{
    /// <summary>Whether the request came over a loopback address.</summary>
    public static bool Sent(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
