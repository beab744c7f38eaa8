namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>Sends the protocol's keep-alive whenever nothing else was sent for its period.</summary>
internal sealed class KeepAliveTimer : IDisposable
{
    private readonly ITimer? _timer;
    private readonly TimeSpan _period;

    /// <param name="keepAlive">Null: never.</param>
    public KeepAliveTimer(KeepAlive? keepAlive, TimeProvider time, Action<ReadOnlyMemory<byte>> send)
    {
        if (keepAlive is not null)
        {
            _period = keepAlive.Period;
            _timer = time.CreateTimer(_ => send(keepAlive.Message), null, _period, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Something was sent.</summary>
    public void Restart() => _timer?.Change(_period, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer?.Dispose();
}
