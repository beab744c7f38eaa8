using System.Collections.Concurrent;
using System.Net;

namespace LocalVoice.Cli.Doctor;

/// <summary>Looks at this process's sockets again and again, and keeps whom they were connected to.</summary>
internal sealed class SocketWatch : IAsyncDisposable
{
    // Shorter than any connection takes to open across a network; a look takes well under a millisecond.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<IPAddress, byte> _peers = [];
    private readonly PeriodicTimer _timer;
    private readonly Task _watching;
    private int _looks;

    public SocketWatch(TimeProvider time)
    {
        _timer = new PeriodicTimer(Interval, time);
        _watching = WatchAsync();
    }

    public int Looks => Volatile.Read(ref _looks);

    public IReadOnlyList<IPAddress> Peers => [.. _peers.Keys.OrderBy(peer => peer.ToString(), StringComparer.Ordinal)];

    /// <summary>Looks once more, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _watching;
    }

    private async Task WatchAsync()
    {
        do
        {
            foreach (var peer in ProcessSockets.Peers())
            {
                _peers.TryAdd(peer.Address, 0);
            }

            Interlocked.Increment(ref _looks);
        } while (await _timer.WaitForNextTickAsync());
    }
}
