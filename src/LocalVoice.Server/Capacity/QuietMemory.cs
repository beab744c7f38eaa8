using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Capacity;

/// <summary>
/// Gives back what the decodes of calls freed, when the last call has ended: the next one gets it anew while its user begins to
/// speak, where 30 ms are of no account.
/// </summary>
internal sealed class QuietMemory(OpenSessions sessions, Action giveBack, TimeProvider time) : IHostedService, IDisposable
{
    // What is still decoded for a call that has ended ends by then.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => giveBack(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        sessions.Emptied += OnEmptied;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        sessions.Emptied -= OnEmptied;
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void OnEmptied() => _timer?.Change(Delay, Timeout.InfiniteTimeSpan);
}
