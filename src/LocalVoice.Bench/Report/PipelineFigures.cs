using LocalVoice.Client;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Report;

/// <summary>The figures of one scenario.</summary>
/// <param name="Turns">Number of utterances.</param>
/// <param name="Unanswered">Utterances without an audible response.</param>
/// <param name="V2vMs">Voice to voice.</param>
/// <param name="Stages">Shares of voice to voice and, below them, durations of the stages themselves.</param>
/// <param name="SamplesMs">Voice to voice of every turn, in order.</param>
public sealed record PipelineFigures(
    int Turns,
    int Unanswered,
    Distribution V2vMs,
    IReadOnlyDictionary<string, Distribution> Stages,
    SpeculationCounts Speculations,
    double InputChunkMs,
    IReadOnlyList<double> SamplesMs
)
{
    /// <summary>Words per answer.</summary>
    public Distribution AnswerWords { get; init; } = Distribution.Of([]);

    /// <summary>What was answered to each utterance, in order.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    public static PipelineFigures Of(Scenario scenario, IReadOnlyList<SpokenTurn> turns)
    {
        var samples = turns.Select(turn => turn.VoiceToVoice).OfType<TimeSpan>().Select(wait => wait.TotalMilliseconds).ToList();
        return new PipelineFigures(
            turns.Count,
            turns.Count(turn => !turn.HasResponse),
            Distribution.Of(samples),
            StagesOf(turns),
            SpeculationCounts.Of(turns),
            scenario.Chunk.TotalMilliseconds,
            [.. samples.Select(sample => Math.Round(sample, 2))]
        )
        {
            AnswerWords = Distribution.Of(turns.Where(turn => turn.HasResponse).Select(turn => (double)Words(turn.Answered))),
            Answers = [.. turns.Select(turn => turn.Answered)],
        };
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static Dictionary<string, Distribution> StagesOf(IReadOnlyList<SpokenTurn> turns)
    {
        var stages = turns.Select(TurnStages.Of).OfType<TurnStages>().SelectMany(stages => stages.Path.Concat(stages.Spans));
        return stages
            .GroupBy(stage => stage.Key)
            .ToDictionary(stage => stage.Key, stage => Distribution.Of(stage.Select(value => value.Value)));
    }
}
