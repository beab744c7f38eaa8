using System.Collections.Immutable;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Engines;

namespace LocalVoice.Core.Tests.Telemetry;

public sealed class TurnStatisticsTests
{
    private static readonly EngineInfo Model = new("llm", "llama", "small", "cpu", "");
    private readonly TurnStatistics _statistics = new();

    [Fact]
    public void Percentiles_are_of_the_nearest_rank()
    {
        for (var ms = 1; ms <= 100; ms++)
        {
            _statistics.Add(Turn(Model, firstTokenMs: ms));
        }

        var time = Assert.Single(_statistics.Read().Stages).Time;
        Assert.Equal((100, 50, 95), (time.Count, time.P50!.Value.TotalMilliseconds, time.P95!.Value.TotalMilliseconds));
    }

    [Fact]
    public void The_newest_turns_count_and_all_are_counted()
    {
        _statistics.Add(Turn(Model, firstTokenMs: 1_000_000));
        for (var turn = 0; turn < TurnStatistics.Kept; turn++)
        {
            _statistics.Add(Turn(Model, firstTokenMs: 10));
        }

        var stage = Assert.Single(_statistics.Read().Stages);
        Assert.Equal(TurnStatistics.Kept + 1, stage.Turns);
        Assert.Equal(TimeSpan.FromMilliseconds(10), stage.Time.P95);
    }

    [Fact]
    public void Engines_of_a_stage_are_told_apart_and_the_detector_is_no_stage_of_its_own()
    {
        _statistics.Add(Turn(Model, 10));
        _statistics.Add(Turn(Model with { Name = "groq", Device = "cloud" }, 30));
        _statistics.Add(Turn(new("vad", "silero", "v6", "cpu", ""), 30));

        Assert.Equal(["llama", "groq"], _statistics.Read().Stages.Select(stage => stage.Engine.Name));
    }

    [Fact]
    public void A_stage_that_nobody_was_asked_for_is_not_counted()
    {
        _statistics.Add(Turn(new("tts", "piper", "small", "cpu", ""), 30));

        var read = _statistics.Read();
        Assert.Equal((1L, 0), (read.Turns, read.Stages.Count));
    }

    [Fact]
    public void What_was_rehearsed_can_be_forgotten()
    {
        _statistics.AddSession();
        _statistics.Add(Turn(Model, 30));

        _statistics.Clear();

        var read = _statistics.Read();
        Assert.Equal((0L, 0L, 0), (read.Sessions, read.Turns, read.Stages.Count));
    }

    [Fact]
    public void Without_turns_there_are_no_percentiles()
    {
        var read = _statistics.Read();

        Assert.Equal((0, 0L), (read.Stages.Count, read.Turns));
        Assert.Equal(new(0, null, null), read.VoiceToVoice);
    }

    private static TurnTimeline Turn(EngineInfo engine, int firstTokenMs) =>
        new(
            1,
            ImmutableSortedDictionary<TurnMark, TimeSpan>
                .Empty.Add(TurnMark.LlmRequest, TimeSpan.Zero)
                .Add(TurnMark.FirstToken, TimeSpan.FromMilliseconds(firstTokenMs)),
            [new(engine, new(null, 0, null, null, 0, null))],
            0,
            0,
            PipelineMode.Parallel
        );
}
