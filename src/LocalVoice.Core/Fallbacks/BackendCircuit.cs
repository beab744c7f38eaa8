using LocalVoice.Engines;
using LocalVoice.Remote;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace LocalVoice.Core.Fallbacks;

/// <summary>
/// Asks a backend elsewhere for its first result, no longer than is waited for, and not at all for a while when it has failed
/// twice. Shared by all sessions; thread-safe.
/// </summary>
internal sealed class BackendCircuit
{
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;
    private long _notBefore = long.MinValue;

    public BackendCircuit(FallbackOptions options, TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    FailureRatio = 1,
                    MinimumThroughput = 2,
                    SamplingDuration = options.Pause,
                    BreakDuration = options.Pause,
                    ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>().Handle<EngineException>(IsFault),
                }
            )
            .AddTimeout(options.Within)
            .Build();
    }

    /// <summary>Whether the other backend is to be asked at once.</summary>
    public bool IsOpen => _time.GetTimestamp() < Volatile.Read(ref _notBefore);

    /// <exception cref="BackendException">It failed, or was not asked.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<T> AskAsync<T>(Func<CancellationToken, ValueTask<T>> request, CancellationToken cancellationToken)
    {
        if (IsOpen)
        {
            throw new BackendException(BackendFault.CircuitOpen, "The service asked to be left alone for a while.");
        }

        try
        {
            return await _pipeline.ExecuteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            throw new BackendException(BackendFault.Stalled, $"No result came within {late.Timeout.TotalMilliseconds:0} ms.", inner: late);
        }
        catch (BrokenCircuitException open)
        {
            throw new BackendException(BackendFault.CircuitOpen, "The service failed too often just now.", inner: open);
        }
        catch (BackendException failure) when (failure.RetryAfter is { } wait)
        {
            Volatile.Write(ref _notBefore, _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency));
            throw;
        }
    }

    /// <summary>Whether the other backend may do better: not with a request that was refused for what it asks.</summary>
    public static bool IsFault(EngineException failure) => failure is not RequestRefusedException;

    /// <summary>What kind of failure is told of it.</summary>
    public static BackendFault FaultOf(EngineException failure) =>
        failure is BackendException { Fault: var fault } ? fault : BackendFault.ServiceError;
}
