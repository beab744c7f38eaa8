using System.Diagnostics;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Telemetry;

/// <summary>A turn's timeline as a trace: one span for the turn, one for each of its stages, and the decision as an event.</summary>
internal static class TurnTrace
{
    public static void Write(ActivitySource source, string sessionId, TurnTimeline timeline)
    {
        if (!source.HasListeners() || timeline.Marks.Count == 0 || timeline.LastVoicedAt is not { } origin)
        {
            return;
        }

        // A turn is nobody's child: what happens to be current belongs to the request that opened the session.
        Activity.Current = null;
        var offsets = timeline.Marks.Values;
        using var turn = source.StartActivity("turn", ActivityKind.Internal, default(ActivityContext), startTime: origin + offsets.Min());
        if (turn is null)
        {
            return;
        }

        turn.SetTag("localvoice.session.id", sessionId);
        turn.SetTag("localvoice.turn.id", timeline.TurnId);
        turn.SetTag("localvoice.pipeline", timeline.Pipeline.ToString());
        turn.SetTag("localvoice.voice_to_voice_ms", timeline.VoiceToVoice?.TotalMilliseconds);
        foreach (var (mark, offset) in timeline.Marks)
        {
            turn.AddEvent(new ActivityEvent(mark.ToString(), origin + offset));
        }

        foreach (var served in timeline.Engines)
        {
            WriteStage(source, turn, served, timeline, origin);
        }

        turn.SetEndTime((origin + offsets.Max()).UtcDateTime);
    }

    private static void WriteStage(ActivitySource source, Activity turn, ServedStage served, TurnTimeline timeline, DateTimeOffset origin)
    {
        if (
            TurnStages.SpanOf(served.Engine.Stage) is not var (from, to)
            || !timeline.Marks.TryGetValue(from, out var begun)
            || !timeline.Marks.TryGetValue(to, out var ended)
        )
        {
            return;
        }

        using var stage = source.StartActivity(served.Engine.Stage, ActivityKind.Internal, turn.Context, startTime: origin + begun);
        if (stage is not null)
        {
            stage.SetTag("localvoice.engine", served.Engine.Name);
            stage.SetTag("localvoice.model", served.Engine.Model);
            stage.SetTag("localvoice.fallback", served.Use.Failed is not null);
            stage.SetEndTime((origin + (ended > begun ? ended : begun)).UtcDateTime);
        }
    }
}
