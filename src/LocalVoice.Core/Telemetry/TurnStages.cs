using System.Collections.Frozen;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Telemetry;

/// <summary>Where a stage's own time begins and ends within a turn.</summary>
internal static class TurnStages
{
    private static readonly FrozenDictionary<string, (TurnMark From, TurnMark To)> Spans = new Dictionary<string, (TurnMark, TurnMark)>
    {
        ["stt"] = (TurnMark.LastVoiced, TurnMark.FinalTranscript),
        ["llm"] = (TurnMark.LlmRequest, TurnMark.FirstToken),
        ["tts"] = (TurnMark.TtsRequest, TurnMark.FirstAudioReady),
    }.ToFrozenDictionary();

    /// <summary>Null for a stage that has none.</summary>
    public static (TurnMark From, TurnMark To)? SpanOf(string stage) => Spans.TryGetValue(stage, out var span) ? span : null;

    /// <summary>Null for a stage that did not begin, or did not end.</summary>
    public static TimeSpan? TimeOf(string stage, TurnTimeline timeline) =>
        SpanOf(stage) is var (from, to) ? timeline.Between(from, to) : null;
}
