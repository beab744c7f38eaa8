using LocalVoice.Client;
using LocalVoice.Client.Measures;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;

namespace LocalVoice.Bench.Fleet;

/// <summary>
/// The costs of turns that one caller had for itself: from the marks of each, and the processor time of the server's process, of which
/// the marks explain a part.
/// </summary>
public static class MeasuredCosts
{
    private static readonly TimeSpan Dip = new TurnOptions().DipSilence;
    private static readonly TimeSpan InterimPeriod = new PipelineOptions().InterimPeriod;

    /// <param name="turns">Those without a response or a timeline are left out.</param>
    /// <param name="processor">Of the server's process per turn; what the marks leave of it is spread over speech and response.</param>
    public static IReadOnlyList<TurnCost> Of(IReadOnlyList<SpokenTurn> turns, TimeSpan processor) =>
        [.. turns.Select(turn => Of(turn, processor.TotalMilliseconds)).OfType<TurnCost>()];

    private static TurnCost? Of(SpokenTurn turn, double processorMs)
    {
        if (turn is not { HasResponse: true, VoiceToVoice: { } wait, Timeline: { } timeline })
        {
            return null;
        }

        var marks = TimelineMarks.Read(timeline);
        if (
            !marks.TryGetValue(TurnMark.Decision, out var decision)
            || !marks.TryGetValue(TurnMark.FirstAudioReady, out var ready)
            || !marks.TryGetValue(TurnMark.FinalTranscript, out var final)
        )
        {
            return null;
        }

        var transcript = marks.TryGetValue(TurnMark.SpeculativeFinal, out var early) && early < final ? early : final;
        // Begun at the first quiet, where nothing else is to be done.
        var decode = Math.Max(0, (transcript - Dip).TotalMilliseconds);
        var words = Between(marks, TurnMark.LlmRequest, TurnMark.FirstClause);
        var speech = Between(marks, TurnMark.TtsRequest, TurnMark.FirstAudioReady);
        var unexplained = Math.Max(0, processorMs - decode - words - speech);
        // An interim decodes what was said so far: half of the whole on average.
        var ahead = Math.Min(unexplained, decode / 2 * (turn.Said / InterimPeriod));
        return new TurnCost(
            turn.Said.TotalMilliseconds,
            ahead,
            decode,
            words,
            speech,
            unexplained - ahead,
            decision.TotalMilliseconds,
            Math.Max(0, (wait - (ready > decision ? ready : decision)).TotalMilliseconds),
            turn.Response?.Duration.TotalMilliseconds ?? 0
        );
    }

    private static double Between(IReadOnlyDictionary<TurnMark, TimeSpan> marks, TurnMark from, TurnMark to) =>
        marks.TryGetValue(from, out var begun) && marks.TryGetValue(to, out var ended) ? Math.Max(0, (ended - begun).TotalMilliseconds) : 0;
}
