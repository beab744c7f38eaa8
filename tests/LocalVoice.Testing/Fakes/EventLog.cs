using System.Threading.Channels;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Testing.Fakes;

/// <summary>Reads a session's events as they come and keeps them in order. Thread-safe.</summary>
public sealed class EventLog
{
    /// <summary>How long, in real time, an event is waited for.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<SessionEvent> _events = [];
    private readonly HashSet<string> _fences = [];
    private TaskCompletionSource _changed = NewSignal();
    private int _taken;
    private bool _over;

    public EventLog(ChannelReader<SessionEvent> events)
    {
        Completed = Task.Run(() => ReadAsync(events));
    }

    /// <summary>The session is over; gives the failure that ended it, or null.</summary>
    public Task<Exception?> Completed { get; }

    /// <summary>Everything so far, without the fences of the scenario.</summary>
    public IReadOnlyList<SessionEvent> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public IReadOnlyList<T> Of<T>()
        where T : SessionEvent => [.. All.OfType<T>()];

    /// <summary>Kinds in order, runs of the same kind once: what the client saw, as a sentence.</summary>
    public string Story
    {
        get
        {
            var kinds = All.Select(happened => happened.GetType().Name).ToList();
            return string.Join(' ', kinds.Where((kind, i) => i == 0 || kinds[i - 1] != kind));
        }
    }

    /// <summary>The first event of a kind after those already taken; it and all before it are taken then.</summary>
    /// <exception cref="TimeoutException">None came within ten seconds; the message tells what came instead.</exception>
    public async Task<T> NextAsync<T>()
        where T : SessionEvent
    {
        var found = default(T);
        await UntilAsync(() => (found = TakeNext<T>()) is not null, typeof(T).Name);
        return found!;
    }

    /// <summary>As <see cref="NextAsync"/>, without waiting: null when none has come.</summary>
    public T? TryNext<T>()
        where T : SessionEvent
    {
        lock (_lock)
        {
            return TakeNext<T>();
        }
    }

    /// <summary>Waits until what has come by then is so.</summary>
    /// <returns>False when it is not within <paramref name="patience"/> of real time, or the session is over.</returns>
    public async Task<bool> BecomesAsync(Func<IReadOnlyList<SessionEvent>, bool> condition, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition(_events))
                {
                    return true;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    internal TimeoutException Missing(string what) => new($"No {what} came. The session told: {Story}");

    internal Task FenceAsync(string fence) => UntilAsync(() => _fences.Remove(fence) || _over, fence);

    private T? TakeNext<T>()
        where T : SessionEvent
    {
        for (var i = _taken; i < _events.Count; i++)
        {
            if (_events[i] is T wanted)
            {
                _taken = i + 1;
                return wanted;
            }
        }

        return null;
    }

    private async Task UntilAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition())
                {
                    return;
                }

                if (_over)
                {
                    throw new InvalidOperationException($"The session ended without {what}. It told: {Story}");
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw Missing(what);
            }
        }
    }

    private async Task<Exception?> ReadAsync(ChannelReader<SessionEvent> events)
    {
        Exception? failure = null;
        try
        {
            await foreach (var happened in events.ReadAllAsync())
            {
                Change(() => Note(happened));
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        Change(() => _over = true);
        return failure;
    }

    private void Note(SessionEvent happened)
    {
        if (happened is CommandFailed { EventId: { } id } && id.StartsWith("fence-", StringComparison.Ordinal))
        {
            _fences.Add(id);
        }
        else
        {
            _events.Add(happened);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
