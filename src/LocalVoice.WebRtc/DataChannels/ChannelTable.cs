using System.Collections.Concurrent;
using LocalVoice.WebRtc.Sctp;

namespace LocalVoice.WebRtc.DataChannels;

/// <summary>The channels of a connection by their streams, also those that only one side has closed.</summary>
internal sealed class ChannelTable(bool isDtlsClient)
{
    private readonly Lock _adding = new();
    private readonly ConcurrentDictionary<ushort, DataChannel> _channels = [];

    private volatile int _streams = SctpStack.Streams;

    /// <summary>How many streams this side may send on; ids are under it.</summary>
    public int Streams
    {
        get => _streams;
        set => _streams = value;
    }

    public IEnumerable<DataChannel> All => _channels.Values;

    /// <summary>Takes no lock that is held while anything else is called.</summary>
    public bool IsAnyFull
    {
        get
        {
            foreach (var (_, channel) in _channels)
            {
                if (channel.IsFull)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <param name="id">Null: the lowest that is free for this side (RFC 8832, section 6).</param>
    /// <returns>Null when the id is in use or impossible, or there are <paramref name="most"/>.</returns>
    public DataChannel? TryAdd(Func<ushort, DataChannel> create, ushort? id, int most)
    {
        lock (_adding)
        {
            var taken = id ?? LowestFree();
            if (_channels.Count >= most || taken >= _streams || _channels.ContainsKey(taken))
            {
                return null;
            }

            var channel = create(taken);
            _channels[taken] = channel;
            return channel;
        }
    }

    public DataChannel? Find(ushort id) => _channels.GetValueOrDefault(id);

    public DataChannel? Remove(ushort id) => _channels.TryRemove(id, out var channel) ? channel : null;

    private ushort LowestFree()
    {
        var id = isDtlsClient ? 0 : 1;
        while (_channels.ContainsKey((ushort)id))
        {
            id += 2;
        }

        return (ushort)id;
    }
}
