using System.Collections.Immutable;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Core.Telemetry;

/// <summary>Records a turn's marks. Thread-safe: stages mark from their own loops.</summary>
internal sealed class TurnRecorder(TimeProvider time, long turnId)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TurnMark, long> _marks = [];
    private readonly Dictionary<string, StageRequest> _requests = [];

    /// <summary>Speculative responses that the turn discarded. Set by the session's loop.</summary>
    public int SpeculationsWasted { get; set; }

    /// <summary>Of the speculative responses, those begun on an interim. Set by the session's loop.</summary>
    public int SpeculationsOnInterim { get; set; }

    /// <summary>Where the user's last voiced sample is in the client's audio; null until it is known. Set by the session's loop.</summary>
    public TimeSpan? LastVoicedAudio { get; set; }

    /// <summary>Records a mark; later calls for the same mark have no effect.</summary>
    public void Mark(TurnMark mark) => MarkAt(mark, TimeSpan.Zero, overwrite: false);

    /// <summary>Records a mark that happened <paramref name="ago"/>, overwriting an earlier one.</summary>
    public void MarkAgain(TurnMark mark, TimeSpan ago) => MarkAt(mark, ago, overwrite: true);

    /// <summary>Time since a mark; zero for one that did not happen.</summary>
    public TimeSpan Since(TurnMark mark)
    {
        lock (_lock)
        {
            return _marks.TryGetValue(mark, out var timestamp) ? time.GetElapsedTime(timestamp) : TimeSpan.Zero;
        }
    }

    /// <summary>An engine is asked for its stage of the turn.</summary>
    /// <returns>The report to hand over; several requests of a stage share one.</returns>
    public BackendReport Asks(EngineInfo engine) => Asks(engine, new());

    /// <summary>As <see cref="Asks(EngineInfo)"/>, with a report that is handed over already.</summary>
    public BackendReport Asks(EngineInfo engine, BackendReport report)
    {
        lock (_lock)
        {
            return (_requests.TryGetValue(engine.Stage, out var known) ? known : _requests[engine.Stage] = new(engine, report)).Report;
        }
    }

    /// <summary>
    /// Copies the marks and requests of the response that the turn used; those of discarded responses are not copied.
    /// </summary>
    public void Absorb(TurnRecorder other)
    {
        lock (other._lock)
        {
            lock (_lock)
            {
                foreach (var (mark, timestamp) in other._marks)
                {
                    _marks.TryAdd(mark, timestamp);
                }

                foreach (var (stage, request) in other._requests)
                {
                    _requests.TryAdd(stage, request);
                }
            }
        }
    }

    /// <param name="engines">Those of the session: who serves a stage that nobody was asked for.</param>
    public TurnTimeline Complete(ImmutableArray<EngineInfo> engines, int speculationsUsed, PipelineMode pipeline)
    {
        lock (_lock)
        {
            var origin = _marks.TryGetValue(TurnMark.LastVoiced, out var voiced) ? voiced : _marks.Values.DefaultIfEmpty(0).Min();
            var offsets = _marks.ToImmutableSortedDictionary(mark => mark.Key, mark => time.GetElapsedTime(origin, mark.Value));
            return new(turnId, offsets, [.. engines.Select(Served)], speculationsUsed, SpeculationsWasted, pipeline)
            {
                SpeculationsOnInterim = SpeculationsOnInterim,
                LastVoicedAudio = LastVoicedAudio,
                LastVoicedAt = time.GetUtcNow() - time.GetElapsedTime(origin),
            };
        }
    }

    private ServedStage Served(EngineInfo engine)
    {
        var (asked, report) = _requests.GetValueOrDefault(engine.Stage, new(engine, new()));
        var use = report.Read();
        return new(use.Server ?? asked, use);
    }

    private void MarkAt(TurnMark mark, TimeSpan ago, bool overwrite)
    {
        var timestamp = time.GetTimestamp() - (long)(ago.TotalSeconds * time.TimestampFrequency);
        lock (_lock)
        {
            if (overwrite || !_marks.ContainsKey(mark))
            {
                _marks[mark] = timestamp;
            }
        }
    }

    private sealed record StageRequest(EngineInfo Engine, BackendReport Report);
}
