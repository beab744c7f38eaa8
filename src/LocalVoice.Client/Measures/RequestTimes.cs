using System.Text.Json;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Client.Measures;

/// <summary>
/// From a stage's last request to its first result, in milliseconds; null when the turn had none. Part of it may have passed
/// while the turn was not decided.
/// </summary>
/// <param name="Stt">From the pause, or the decision where nothing is done before it, to the final transcript.</param>
/// <param name="SttSinceVoice">From the last voiced sample to the final transcript.</param>
/// <param name="Llm">To the first token.</param>
/// <param name="Tts">To the first audio.</param>
public sealed record RequestTimes(double? Stt, double? SttSinceVoice, double? Llm, double? Tts)
{
    public static RequestTimes Of(JsonElement timeline)
    {
        var marks = TimelineMarks.Read(timeline);
        var waits = timeline.TryGetProperty("pipeline", out var pipeline) && pipeline.ValueEquals("sequential");
        return new RequestTimes(
            Between(waits ? TurnMark.Decision : TurnMark.Candidate, TurnMark.FinalTranscript),
            Between(TurnMark.LastVoiced, TurnMark.FinalTranscript),
            Between(TurnMark.LlmRequest, TurnMark.FirstToken),
            Between(TurnMark.TtsRequest, TurnMark.FirstAudioReady)
        );

        double? Between(TurnMark from, TurnMark to) =>
            marks.TryGetValue(from, out var start) && marks.TryGetValue(to, out var end)
                ? Math.Max(0, (end - start).TotalMilliseconds)
                : null;
    }
}
