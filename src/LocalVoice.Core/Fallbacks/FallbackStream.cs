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
        var asked = new FirstResult<T>(askFirst, isResult, cancellationToken);
        var failure = await BeginAsync(asked, cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            await using var items = asked.GoOnAsync().GetAsyncEnumerator(CancellationToken.None);
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

    /// <returns>Why the second backend has to be asked; null when the stream has begun.</returns>
    private async Task<EngineException?> BeginAsync(FirstResult<T> asked, CancellationToken cancellationToken)
    {
        try
        {
            await _circuit.AskAsync(_ => asked.ReadAsync(), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (EngineException failure) when (BackendCircuit.IsFault(failure))
        {
            asked.Abandon();
            return failure;
        }
        catch (Exception)
        {
            asked.Abandon();
            throw;
        }
    }
}
