using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// Asks a backend elsewhere for its first result, no longer than is waited for, and not at all for a while when it has failed
/// twice in a row: then one request tries whether it works again. What a caller cancels is neither failure nor success. Shared
/// by all sessions; thread-safe.
/// </summary>
internal sealed class BackendCircuit(FallbackOptions options, TimeProvider time)
{
    private const int FailuresInARow = 2;
    private readonly Lock _lock = new();
    private int _failures;
    private long _notBefore = long.MinValue;
    private Task? _trial;

    /// <summary>Whether it is left alone at this moment.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return time.GetTimestamp() < _notBefore;
            }
        }
    }

    /// <param name="request">
    /// Begins it. Its token is cancelled when the request is given up, which nobody waits for: what comes then is nobody's.
    /// </param>
    /// <exception cref="BackendException">It failed, or was not asked.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        var settled = new TaskCompletionSource();
        Admit(settled.Task);
        try
        {
            var result = await WaitAsync(request, cancellationToken).ConfigureAwait(false);
            NoteSuccess();
            return result;
        }
        catch (EngineException failure) when (IsFault(failure))
        {
            NoteFailure((failure as BackendException)?.RetryAfter ?? TimeSpan.Zero);
            throw;
        }
        finally
        {
            settled.SetResult();
        }
    }

    /// <summary>Whether the other backend may do better: not with a request that was refused for what it asks.</summary>
    public static bool IsFault(EngineException failure) => failure is not RequestRefusedException;

    /// <summary>Why it is not asked.</summary>
    public static BackendException LeftAlone() =>
        new(BackendFault.CircuitOpen, "It failed too often just now, or asked to be left alone for a while.");

    /// <summary>What kind of failure is told of it.</summary>
    public static BackendFault FaultOf(EngineException failure) =>
        failure is BackendException { Fault: var fault } ? fault : BackendFault.ServiceError;

    private async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T>? asked = null;
        try
        {
            asked = request(stop.Token);
            return await asked.WaitAsync(options.Within, time, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The caller cancelled.", failure, cancellationToken);
        }
        catch (Exception late)
            when (late is TimeoutException || (late is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new BackendException(
                BackendFault.Stalled,
                $"No result came within {options.Within.TotalMilliseconds:0} ms.",
                inner: late
            );
        }
        finally
        {
            _ = LetGoAsync(asked, stop);
        }
    }

    /// <summary>Stops what is still asked; frees its token when it has noticed.</summary>
    private static async Task LetGoAsync(Task? asked, CancellationTokenSource stop)
    {
        if (asked is { IsCompleted: false })
        {
            await stop.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stop.Dispose();
    }

    /// <exception cref="BackendException">It is not to be asked now.</exception>
    private void Admit(Task settled)
    {
        lock (_lock)
        {
            var tries = _failures >= FailuresInARow;
            if (time.GetTimestamp() < _notBefore || (tries && _trial is { IsCompleted: false }))
            {
                throw LeftAlone();
            }

            _trial = tries ? settled : null;
        }
    }

    private void NoteSuccess()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }

    /// <param name="retryAfter">As the service asks.</param>
    private void NoteFailure(TimeSpan retryAfter)
    {
        lock (_lock)
        {
            _failures = Math.Min(_failures + 1, FailuresInARow);
            var wait = _failures < FailuresInARow || retryAfter > options.Pause ? retryAfter : options.Pause;
            _notBefore = Math.Max(_notBefore, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
        }
    }
}
