using System.Diagnostics;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>
/// Carries packets from one device to another, and drops and delays them as its seed says: TCP and UDP meet the same. Two threads,
/// one that reads and decides, one that waits and writes.
/// </summary>
internal sealed class PacketForwarder : IDisposable
{
    private const int LongestPacket = 64 * 1024;

    // As a router's: what comes to a full queue is dropped.
    private const int LongestQueue = 1000;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly TunDevice _from;
    private readonly TunDevice _to;
    private readonly Random _random;
    private readonly Queue<(TimeSpan Due, byte[] Packet)> _waiting = [];
    private readonly Thread[] _threads;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private TimeSpan _lastDue;
    private long _seen;
    private long _dropped;
    private volatile Impairment _impairment = Impairment.None;
    private volatile bool _over;

    public PacketForwarder(TunDevice from, TunDevice to, int seed)
    {
        (_from, _to, _random) = (from, to, new Random(seed));
        _threads = [new(Take) { IsBackground = true }, new(Give) { IsBackground = true }];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>From the next packet on.</summary>
    public Impairment Impairment
    {
        get => _impairment;
        set => _impairment = value;
    }

    public long Seen => Interlocked.Read(ref _seen);

    public long Dropped => Interlocked.Read(ref _dropped);

    private TimeSpan Now => Stopwatch.GetElapsedTime(_begun);

    public void Dispose()
    {
        _over = true;
        lock (_waiting)
        {
            Monitor.PulseAll(_waiting);
        }

        Array.ForEach(_threads, thread => thread.Join());
    }

    private void Take()
    {
        var packet = new byte[LongestPacket];
        while (!_over)
        {
            if (_from.Read(packet, Glance) is > 0 and var length)
            {
                Decide(packet[..length]);
            }
        }
    }

    private void Decide(byte[] packet)
    {
        var now = _impairment;
        var (dropped, later) = (_random.NextDouble() < now.Loss, now.Delay + (_random.NextDouble() * now.Jitter));
        Interlocked.Increment(ref _seen);
        lock (_waiting)
        {
            if (dropped || _waiting.Count >= LongestQueue)
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            var due = Now + later;
            _lastDue = due > _lastDue ? due : _lastDue;
            _waiting.Enqueue((_lastDue, packet));
            Monitor.Pulse(_waiting);
        }
    }

    private void Give()
    {
        while (Next() is { } packet)
        {
            _to.Write(packet);
        }
    }

    /// <summary>Waits until a packet is due.</summary>
    private byte[]? Next()
    {
        lock (_waiting)
        {
            while (!_over)
            {
                if (!_waiting.TryPeek(out var first))
                {
                    Monitor.Wait(_waiting, Glance);
                }
                else if (first.Due - Now is var left && left > TimeSpan.Zero)
                {
                    Monitor.Wait(_waiting, TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
                }
                else
                {
                    return _waiting.Dequeue().Packet;
                }
            }

            return null;
        }
    }
}
