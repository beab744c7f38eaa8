namespace LocalVoice.Testing.Fakes;

/// <summary>What a fake gives, one after the other; the last entry repeats. Thread-safe.</summary>
public sealed class Script<T>(T otherwise)
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<T>> _next = new();
    private T _last = otherwise;

    public Script<T> Then(params ReadOnlySpan<T> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                _next.Enqueue(() => _last = entry);
            }
        }

        return this;
    }

    /// <summary>The next time throws; the time after that goes on with the script.</summary>
    public Script<T> ThenFail(Exception failure)
    {
        lock (_lock)
        {
            _next.Enqueue(() => throw failure);
        }

        return this;
    }

    internal T Take()
    {
        lock (_lock)
        {
            return _next.TryDequeue(out var entry) ? entry() : _last;
        }
    }
}
