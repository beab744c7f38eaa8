namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>What a client was told, in order. Thread-safe.</summary>
internal sealed class Told
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lock _lock = new();
    private readonly List<object> _all = [];
    private readonly Dictionary<Type, int> _seen = [];
    private TaskCompletionSource _more = NewSignal();
    private Exception? _failure;

    public void Add(object update) => Change(() => _all.Add(update));

    /// <summary>Whoever waits, or will wait, waits in vain.</summary>
    public void Fail(Exception failure) => Change(() => _failure ??= failure);

    public IReadOnlyList<T> Of<T>()
    {
        lock (_lock)
        {
            return [.. _all.OfType<T>()];
        }
    }

    /// <summary>The next of this type that nobody has waited for, and for which <paramref name="where"/> holds.</summary>
    public async Task<T> NextAsync<T>(Predicate<T>? where = null)
        where T : class
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (Find(where) is { } found)
                {
                    return found;
                }

                if (_failure is not null)
                {
                    throw new InvalidOperationException($"No {typeof(T).Name}: {Last()}", _failure);
                }

                more = _more.Task;
            }

            await more.WaitAsync(Patience);
        }
    }

    private T? Find<T>(Predicate<T>? where)
        where T : class
    {
        for (var i = _seen.GetValueOrDefault(typeof(T)); i < _all.Count; i++)
        {
            if (_all[i] is T one && (where is null || where(one)))
            {
                _seen[typeof(T)] = i + 1;
                return one;
            }
        }

        return null;
    }

    private string Last() => string.Join(", ", _all.TakeLast(12).Select(update => update.GetType().Name));

    private void Change(Action change)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            change();
            (more, _more) = (_more, NewSignal());
        }

        more.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
