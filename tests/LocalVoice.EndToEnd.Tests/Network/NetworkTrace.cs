using System.Text.RegularExpressions;

namespace LocalVoice.EndToEnd.Tests.Network;

/// <summary>What a process and its children did with the network, from <c>strace -f -e trace=network</c>.</summary>
internal static partial class NetworkTrace
{
    /// <summary>
    /// Calls that name a peer which is not ours: any address but loopback's, the name server's port, and sockets of other
    /// programs on the machine, look-up services among them. Not the sound server's, which espeak-ng's library tries when
    /// it loads.
    /// </summary>
    public static IReadOnlyList<string> Foreign(IEnumerable<string> lines) =>
        [.. lines.Where(line => Call().IsMatch(line) && IsForeign(line))];

    private static bool IsForeign(string line)
    {
        if (LocalSocket().Match(line) is { Success: true } local)
        {
            return !local.Groups[1].Value.Contains("/pulse", StringComparison.Ordinal);
        }

        return Address().Match(line) is { Success: true } address
            && (!IsLoopback(address.Groups["host"].Value) || address.Groups["port"].Value == "53");
    }

    private static bool IsLoopback(string host) => host.StartsWith("127.", StringComparison.Ordinal) || host is "::1" or "::ffff:127.0.0.1";

    /// <summary>Calls that send to a peer; binding and listening are not among them.</summary>
    [GeneratedRegex(@"\b(connect|sendto|sendmsg|sendmmsg)\(")]
    private static partial Regex Call();

    [GeneratedRegex("""sa_family=AF_UNIX, sun_path=@?"([^"]*)""")]
    private static partial Regex LocalSocket();

    [GeneratedRegex(
        """sa_family=AF_INET6?, sin6?_port=htons\((?<port>\d+)\).*?(inet_addr\("(?<host>[^"]*)|inet_pton\(AF_INET6, "(?<host>[^"]*))"""
    )]
    private static partial Regex Address();
}
