namespace LocalVoice.Cli.Bench.Soak;

/// <summary>Keeps cores busy, as a neighbour on the machine would, until it is disposed of.</summary>
internal sealed class BusyCores : IDisposable
{
    private readonly Thread[] _threads;
    private volatile bool _over;

    /// <param name="count">One thread each, at the priority of others.</param>
    public BusyCores(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Spin) { IsBackground = true, Name = "busy core" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    public void Dispose()
    {
        _over = true;
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Spin()
    {
        while (!_over)
        {
            Thread.SpinWait(10_000);
        }
    }
}
