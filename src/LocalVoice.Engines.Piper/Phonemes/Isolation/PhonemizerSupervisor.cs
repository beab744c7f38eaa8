using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>
/// Keeps one phonemizer running: started when first asked, and anew after it ended. It may end twice in a row and is
/// started again at once; from then on each start waits twice as long, until one request succeeds. Meanwhile requests
/// fail at once: nobody waits. Thread-safe; requests take turns.
/// </summary>
/// <param name="start">Starts a process.</param>
internal sealed partial class PhonemizerSupervisor(Func<IPhonemizerProcess> start, TimeProvider time, ILogger logger) : IDisposable
{
    // A clause takes under a millisecond; this is for a machine with dozens of busy neighbours.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(2);

    // A start takes 0.1 s where nothing else runs.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Func<IPhonemizerProcess>? _start = start;
    private PhonemizerChild? _child;
    private int _endedInARow;
    private long _endedAt;

    /// <exception cref="PhonemizerEndedException">The process ended at this request.</exception>
    /// <exception cref="EngineException">The process refused the request, cannot be started, or ended too often of late.</exception>
    public T Ask<T>(PhonemizerRequest request, Func<BinaryReader, T> result)
    {
        lock (_gate)
        {
            try
            {
                var answer = Running().Ask(request, RequestLimit, result);
                _endedInARow = 0;
                return answer;
            }
            catch (PhonemizerEndedException failure)
            {
                Forget(failure.Message);
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _child?.Dispose();
            _child = null;
            _start = null;
        }
    }

    /// <summary>The first request of a new process also waits for its start; it has no text yet.</summary>
    private PhonemizerChild Running()
    {
        if (_child is null)
        {
            var wait = RestartDelay.After(_endedInARow) - time.GetElapsedTime(_endedAt);
            if (wait > TimeSpan.Zero)
            {
                throw new EngineException(
                    $"The phonemizer ended {_endedInARow} times in a row; it is started again in {wait.TotalSeconds:0.0} s."
                );
            }

            _child = new PhonemizerChild((_start ?? throw new EngineException("The phonemizer is closed."))(), time);
            _child.Ask(new(PhonemizerRequestKind.Describe), StartLimit, PhonemizerReply.ReadDescription);
        }

        return _child;
    }

    private void Forget(string reason)
    {
        _child?.Dispose();
        _child = null;
        _endedInARow++;
        _endedAt = time.GetTimestamp();
        LogEnded(logger, reason, _endedInARow);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The phonemizer's process {Reason}, {Times} in a row; it is started anew.")]
    private static partial void LogEnded(ILogger logger, string reason, int times);
}
