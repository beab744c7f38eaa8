using System.Collections.Concurrent;
using System.Net;

namespace LocalVoice.Cli.Doctor;

/// <summary>Looks at this process's sockets again and again, and keeps whom they were connected to.</summary>
internal sealed class SocketWatch : IAsyncDisposable
{
    // Between two looks. Shorter than any connection takes to open across a network; a look may take as long itself.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<IPAddress, byte> _peers = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;
    private int _looks;

    public SocketWatch(TimeProvider time) => _watching = WatchAsync(time);

    public int Looks => Volatile.Read(ref _looks);

    public IReadOnlyList<IPAddress> Peers => [.. _peers.Keys.OrderBy(peer => peer.ToString(), StringComparer.Ordinal)];

    /// <summary>Looks once more, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync(TimeProvider time)
    {
        while (!_over.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Look();
        }
    }

    private void Look()
    {
        foreach (var peer in ProcessSockets.Peers())
        {
            _peers.TryAdd(peer.Address, 0);
        }

        Interlocked.Increment(ref _looks);
    }
}
