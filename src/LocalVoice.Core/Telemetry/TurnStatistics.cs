using LocalVoice.Core.Sessions;
using LocalVoice.Engines;

namespace LocalVoice.Core.Telemetry;

/// <summary>
/// What the process's turns took, by stage and by the engine that served it. Numbers and engine names only. Thread-safe.
/// </summary>
public sealed class TurnStatistics
{
    /// <summary>Turns whose durations are kept: the percentiles are of the newest ones.</summary>
    public const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly DurationWindow _voiceToVoice = new(Kept);
    private readonly Dictionary<EngineInfo, StageCount> _stages = [];
    private long _turns;
    private long _sessions;

    public void AddSession() => Interlocked.Increment(ref _sessions);

    public void Add(TurnTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        lock (_lock)
        {
            _turns++;
            if (timeline.VoiceToVoice is { } wait)
            {
                _voiceToVoice.Add(wait);
            }

            foreach (var served in timeline.Engines)
            {
                Add(served, timeline);
            }
        }
    }

    /// <summary>Forgets everything: what a rehearsal took is no caller's.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _turns = 0;
            Interlocked.Exchange(ref _sessions, 0);
            _voiceToVoice.Clear();
            _stages.Clear();
        }
    }

    public TurnStatisticsReading Read()
    {
        lock (_lock)
        {
            return new(
                Interlocked.Read(ref _sessions),
                _turns,
                _voiceToVoice.Read(),
                [
                    .. _stages.Select(stage => new StageStatistics(
                        stage.Key,
                        stage.Value.Turns,
                        stage.Value.Fallbacks,
                        stage.Value.Times.Read()
                    )),
                ]
            );
        }
    }

    private void Add(ServedStage served, TurnTimeline timeline)
    {
        // Nobody was asked for a stage that did not begin: after a failure, or where nothing is spoken.
        if (TurnStages.SpanOf(served.Engine.Stage) is not { } span || !timeline.Marks.ContainsKey(span.From))
        {
            return;
        }

        if (!_stages.TryGetValue(served.Engine, out var count))
        {
            _stages[served.Engine] = count = new();
        }

        count.Turns++;
        count.Fallbacks += served.Use.Failed is null ? 0 : 1;
        if (timeline.Between(span.From, span.To) is { } duration)
        {
            count.Times.Add(duration);
        }
    }

    private sealed class StageCount
    {
        public long Turns { get; set; }

        public long Fallbacks { get; set; }

        public DurationWindow Times { get; } = new(Kept);
    }
}

/// <summary>What a <see cref="TurnStatistics"/> says.</summary>
/// <param name="Sessions">Opened since the start.</param>
/// <param name="Turns">Answered since the start.</param>
public sealed record TurnStatisticsReading(
    long Sessions,
    long Turns,
    DurationStatistics VoiceToVoice,
    IReadOnlyList<StageStatistics> Stages
);

/// <summary>An engine's turns.</summary>
/// <param name="Fallbacks">Those that it took over from another one.</param>
/// <param name="Time">Of the recogniser from the last voiced sample to the transcript, of the others to the first result.</param>
public sealed record StageStatistics(EngineInfo Engine, long Turns, long Fallbacks, DurationStatistics Time);
