using System.Diagnostics;
using System.Diagnostics.Metrics;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Telemetry;

/// <summary>
/// Each turn as measures and as a trace, for whoever collects them: numbers and names of engines, never words. Free of cost where
/// nobody does. Thread-safe.
/// </summary>
public sealed class TurnTelemetry
{
    public const string MeterName = "LocalVoice.Turns";
    public const string SourceName = "LocalVoice.Turns";
    public const string VoiceToVoiceName = "localvoice.turn.voice_to_voice";
    public const string StageName = "localvoice.turn.stage";
    public const string TurnsName = "localvoice.turns";
    public const string SpeculationsName = "localvoice.speculations";

    // Around what a person takes for "at once", a pause, and a fault.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.5, 2, 3, 5, 10],
    };

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Histogram<double> _voiceToVoice;
    private readonly Histogram<double> _stages;
    private readonly Counter<long> _turns;
    private readonly Counter<long> _speculations;
    private int _paused;

    /// <param name="meters">Null for a meter of its own.</param>
    public TurnTelemetry(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _voiceToVoice = meter.CreateHistogram(
            VoiceToVoiceName,
            "s",
            "From the user's last voiced sample to the first audio sent.",
            tags: null,
            Seconds
        );
        _stages = meter.CreateHistogram(StageName, "s", "A stage's own time, by stage and engine.", tags: null, Seconds);
        _turns = meter.CreateCounter<long>(TurnsName, "{turn}", "Turns that were responded to, by how they ended.");
        _speculations = meter.CreateCounter<long>(SpeculationsName, "{response}", "Responses begun before the decision, by use.");
    }

    /// <summary>Turns are nobody's until the returned object is disposed of.</summary>
    public IDisposable Pause()
    {
        Interlocked.Increment(ref _paused);
        return new Pausing(this);
    }

    public void Add(string sessionId, TurnTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        if (Volatile.Read(ref _paused) > 0)
        {
            return;
        }

        _turns.Add(1, new KeyValuePair<string, object?>("outcome", Outcome(timeline)));
        if (timeline.VoiceToVoice is { } wait)
        {
            _voiceToVoice.Record(wait.TotalSeconds);
        }

        if (timeline.SpeculationsUsed > 0)
        {
            _speculations.Add(timeline.SpeculationsUsed, new KeyValuePair<string, object?>("use", "used"));
        }

        if (timeline.SpeculationsWasted > 0)
        {
            _speculations.Add(timeline.SpeculationsWasted, new KeyValuePair<string, object?>("use", "discarded"));
        }

        foreach (var served in timeline.Engines)
        {
            if (TurnStages.TimeOf(served.Engine.Stage, timeline) is { } duration)
            {
                _stages.Record(duration.TotalSeconds, new("stage", served.Engine.Stage), new("engine", served.Engine.Name));
            }
        }

        TurnTrace.Write(Source, sessionId, timeline);
    }

    private static string Outcome(TurnTimeline timeline) => timeline.Marks.ContainsKey(TurnMark.Cancelled) ? "cancelled" : "finished";

    private sealed class Pausing(TurnTelemetry owner) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._paused);
            }
        }
    }
}
