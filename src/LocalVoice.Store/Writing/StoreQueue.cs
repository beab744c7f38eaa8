using System.Threading.Channels;

namespace LocalVoice.Store.Writing;

/// <summary>What waits for the one writer. Nobody waits to add to it: what finds no room is lost, and counted. Thread-safe.</summary>
internal sealed class StoreQueue(StoreHealth health, int mostEntries = StoreQueue.DefaultEntries, long mostBytes = StoreQueue.DefaultBytes)
{
    // Minutes of many calls' words, and some of their voices; chosen, not measured.
    public const int DefaultEntries = 4096;
    public const long DefaultBytes = 64 * 1024 * 1024;

    private readonly Channel<StoreEntry> _entries = Channel.CreateBounded<StoreEntry>(
        new BoundedChannelOptions(mostEntries) { SingleReader = true }
    );

    private long _bytes;
    private volatile bool _completed;

    public void Add(StoreEntry entry)
    {
        var bytes = entry.Bytes;
        health.AddQueued(1);
        if (Interlocked.Add(ref _bytes, bytes) <= mostBytes && _entries.Writer.TryWrite(entry))
        {
            return;
        }

        Leave(1, bytes);
        if (entry is RecordMade)
        {
            health.AddLost(1, _completed ? LossReason.Stopped : LossReason.QueueFull);
        }
    }

    /// <summary>Waits for an entry, and takes those that wait with it. They count as waiting until they leave.</summary>
    /// <returns>False when there is none and will be none.</returns>
    public async ValueTask<bool> TakeAsync(List<StoreEntry> entries, int most)
    {
        if (!await _entries.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            return false;
        }

        while (entries.Count < most && _entries.Reader.TryRead(out var entry))
        {
            entries.Add(entry);
        }

        return true;
    }

    /// <summary>These are written, or lost.</summary>
    public void Leave(List<StoreEntry> entries) => Leave(entries.Count, entries.Sum(entry => entry.Bytes));

    /// <summary>Nothing more comes.</summary>
    public void Complete()
    {
        _completed = true;
        _entries.Writer.TryComplete();
    }

    private void Leave(int count, long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        health.AddQueued(-count);
    }
}
