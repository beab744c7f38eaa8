using System.Collections.Concurrent;
using System.Net;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Peers;

/// <summary>Finds connections: by username fragment, and by the addresses whose checks passed. Thread-safe.</summary>
/// <param name="most">Connections at once.</param>
internal sealed class PeerTable(int most)
{
    /// <summary>Of one connection; the oldest are forgotten. A browser tries a handful of pairs.</summary>
    public const int MostAddresses = 8;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, PeerConnection> _byFragment = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SocketAddress, PeerConnection> _byAddress = new();
    private readonly Dictionary<PeerConnection, Queue<SocketAddress>> _addresses = [];

    public IReadOnlyList<PeerConnection> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _addresses.Keys];
            }
        }
    }

    /// <summary>Addresses of all connections.</summary>
    public int AddressCount => _byAddress.Count;

    /// <exception cref="TransportException">There is no room.</exception>
    public void Add(PeerConnection connection)
    {
        lock (_gate)
        {
            if (_addresses.Count >= most)
            {
                throw new TransportException($"There are {most} connections, which is as many as this server takes; try again later.");
            }

            _addresses.Add(connection, new());
            _byFragment[connection.Credentials.UsernameFragment] = connection;
        }
    }

    public PeerConnection? Find(ReadOnlySpan<char> fragment) =>
        _byFragment.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(fragment, out var connection) ? connection : null;

    public PeerConnection? Find(SocketAddress address) => _byAddress.TryGetValue(address, out var connection) ? connection : null;

    /// <summary>What comes from there is the connection's from now on, and no longer another's.</summary>
    /// <returns>The address, to keep: the argument may be written to again.</returns>
    public SocketAddress Bind(SocketAddress address, PeerConnection connection)
    {
        lock (_gate)
        {
            if (!_addresses.TryGetValue(connection, out var known))
            {
                return Copy(address);
            }

            if (known.FirstOrDefault(address.Equals) is { } kept && ReferenceEquals(Find(address), connection))
            {
                return kept;
            }

            if (known.Count == MostAddresses)
            {
                Unbind(known.Dequeue(), connection);
            }

            var copy = Copy(address);
            known.Enqueue(copy);
            _byAddress[copy] = connection;
            return copy;
        }
    }

    public void Remove(PeerConnection connection)
    {
        lock (_gate)
        {
            if (_addresses.Remove(connection, out var known))
            {
                _ = _byFragment.TryRemove(connection.Credentials.UsernameFragment, out _);
                foreach (var address in known)
                {
                    Unbind(address, connection);
                }
            }
        }
    }

    private void Unbind(SocketAddress address, PeerConnection connection) => _byAddress.TryRemove(new(address, connection));

    private static SocketAddress Copy(SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
