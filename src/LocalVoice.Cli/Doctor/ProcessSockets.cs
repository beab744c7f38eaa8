using System.Globalization;
using System.Net;

namespace LocalVoice.Cli.Doctor;

/// <summary>The network sockets that this process holds, as the kernel lists them (proc(5), <c>/proc/net/tcp</c>).</summary>
internal static class ProcessSockets
{
    private static readonly string[] Tables = ["tcp", "tcp6", "udp", "udp6"];

    /// <summary>False where there is no such list.</summary>
    public static bool CanBeRead => Directory.Exists("/proc/self/fd") && File.Exists("/proc/net/tcp");

    /// <summary>The other ends of the connections that are open at this moment.</summary>
    public static IEnumerable<IPEndPoint> Peers()
    {
        var own = Inodes();
        return Tables
            .Select(table => $"/proc/net/{table}")
            .Where(File.Exists)
            .SelectMany(table => File.ReadLines(table).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && own.Contains(fields[9]))
            .Select(fields => Parse(fields[2]))
            .Where(peer => peer.Port != 0);
    }

    private static HashSet<string> Inodes()
    {
        const string Socket = "socket:[";
        return Directory
            .EnumerateFileSystemEntries("/proc/self/fd")
            .Select(TargetOf)
            .Where(target => target.StartsWith(Socket, StringComparison.Ordinal))
            .Select(target => target[Socket.Length..^1])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Empty when it was closed since it was listed.</summary>
    private static string TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>An address in words of 32 bits, each in the machine's byte order, a colon, and the port.</summary>
    private static IPEndPoint Parse(string field)
    {
        var (hex, port) = (
            field[..field.IndexOf(':', StringComparison.Ordinal)],
            field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..]
        );
        var bytes = Convert.FromHexString(hex);
        for (var word = 0; BitConverter.IsLittleEndian && word < bytes.Length; word += sizeof(uint))
        {
            bytes.AsSpan(word, sizeof(uint)).Reverse();
        }

        var address = new IPAddress(bytes);
        return new(
            address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address,
            int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );
    }
}
