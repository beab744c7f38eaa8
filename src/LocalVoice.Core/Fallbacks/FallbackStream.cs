using System.Runtime.CompilerServices;
using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Core.Fallbacks;

/// <summary>A request whose results come as a stream: from one backend, or from another when the first gives none in time.</summary>
/// <param name="first">Who is asked first.</param>
/// <param name="second">Who takes over.</param>
/// <param name="isResult">Whether an item is a result, and not only an announcement of one.</param>
/// <param name="restarts">
/// Whether the second also takes over, from the beginning, after results of the first's; else such a failure is the caller's.
/// </param>
internal sealed class FallbackStream<T>(
    EngineInfo first,
    EngineInfo second,
    Func<T, bool> isResult,
    bool restarts,
    FallbackOptions options,
    TimeProvider time
)
{
    private readonly BackendCircuit _circuit = new(options, time);

    public async IAsyncEnumerable<T> ReadAsync(
        Func<CancellationToken, IAsyncEnumerable<T>> askFirst,
        Func<CancellationToken, IAsyncEnumerable<T>> askSecond,
        BackendReport report,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var since = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (begun, failure) = await TryBeginAsync(askFirst(stop.Token), stop, cancellationToken).ConfigureAwait(false);
        if (begun is not null)
        {
            await using var items = begun.GoOnAsync().GetAsyncEnumerator(CancellationToken.None);
            while (true)
            {
                try
                {
                    if (!await items.MoveNextAsync().ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                catch (EngineException late) when (restarts && BackendCircuit.IsFault(late))
                {
                    failure = late;
                    break;
                }

                yield return items.Current;
            }
        }

        report.Failed(new(first, BackendCircuit.FaultOf(failure!), time.GetElapsedTime(since)));
        report.ServedBy(second);
        await foreach (var item in askSecond(cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    /// <returns>The stream, or why the second backend has to be asked.</returns>
    private async Task<(FirstResult<T>? Begun, EngineException? Failure)> TryBeginAsync(
        IAsyncEnumerable<T> asked,
        CancellationTokenSource stop,
        CancellationToken cancellationToken
    )
    {
        var stream = new FirstResult<T>(asked.GetAsyncEnumerator(stop.Token), isResult);
        try
        {
            await _circuit.AskAsync(stream.ReadAsync, cancellationToken).ConfigureAwait(false);
            return (stream, null);
        }
        catch (EngineException failure) when (BackendCircuit.IsFault(failure))
        {
            await AbandonAsync(stream, stop).ConfigureAwait(false);
            return (null, failure);
        }
        catch (Exception)
        {
            await AbandonAsync(stream, stop).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task AbandonAsync(FirstResult<T> stream, CancellationTokenSource stop)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        stream.Abandon();
    }
}
