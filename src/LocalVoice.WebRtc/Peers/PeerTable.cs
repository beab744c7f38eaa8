using System.Collections.Concurrent;
using System.Net;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Peers;

/// <summary>Finds connections: by username fragment, and by the addresses whose checks passed. Thread-safe.</summary>
/// <param name="most">Connections at once.</param>
internal sealed class PeerTable(int most, TimeProvider time)
{
    /// <summary>Of one connection; the oldest are forgotten. A browser tries a handful of pairs.</summary>
    public const int MostAddresses = 8;

    /// <summary>
    /// After the last check from an address, another connection may have it; browsers send one every five seconds (RFC 7675, section
    /// 5.1). Until then whoever forges the address would only take it away from the one who uses it.
    /// </summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(7);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, PeerConnection> _byFragment = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SocketAddress, Binding> _byAddress = new();
    private readonly Dictionary<PeerConnection, Queue<Binding>> _addresses = [];

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

    public PeerConnection? Find(SocketAddress address) => _byAddress.TryGetValue(address, out var binding) ? binding.Connection : null;

    /// <summary>A check came from there: what comes from there is the connection's from now on, and no longer another's.</summary>
    /// <returns>
    /// The address, to keep: the argument may be written to again. Null when another connection uses it (<see cref="Hold"/>), or this one
    /// is over.
    /// </returns>
    public SocketAddress? Bind(SocketAddress address, PeerConnection connection)
    {
        lock (_gate)
        {
            if (!_addresses.TryGetValue(connection, out var known))
            {
                return null;
            }

            if (_byAddress.TryGetValue(address, out var bound))
            {
                if (bound.Connection == connection)
                {
                    bound.LastCheck = time.GetTimestamp();
                    return bound.Address;
                }

                if (time.GetElapsedTime(bound.LastCheck) < Hold)
                {
                    return null;
                }
            }

            if (known.Count == MostAddresses)
            {
                Unbind(known.Dequeue());
            }

            var binding = new Binding(Copy(address), connection) { LastCheck = time.GetTimestamp() };
            known.Enqueue(binding);
            _byAddress[binding.Address] = binding;
            return binding.Address;
        }
    }

    public void Remove(PeerConnection connection)
    {
        lock (_gate)
        {
            if (_addresses.Remove(connection, out var known))
            {
                _ = _byFragment.TryRemove(connection.Credentials.UsernameFragment, out _);
                foreach (var binding in known)
                {
                    Unbind(binding);
                }
            }
        }
    }

    /// <summary>Unless the address is another's by now.</summary>
    private void Unbind(Binding binding) => _byAddress.TryRemove(new(binding.Address, binding));

    private static SocketAddress Copy(SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }

    private sealed class Binding(SocketAddress address, PeerConnection connection)
    {
        public SocketAddress Address => address;

        public PeerConnection Connection => connection;

        /// <summary>A timestamp of the table's clock.</summary>
        public long LastCheck { get; set; }
    }
}
