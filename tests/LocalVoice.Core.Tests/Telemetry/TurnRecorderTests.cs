using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Telemetry;

public sealed class TurnRecorderTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Marks_are_told_from_the_last_voiced_sample()
    {
        var recorder = new TurnRecorder(_time, 3);
        recorder.Mark(TurnMark.SpeechStart);
        Pass(1000);
        recorder.MarkAgain(TurnMark.LastVoiced, TimeSpan.FromMilliseconds(60));
        Pass(140);
        recorder.Mark(TurnMark.Decision);

        recorder.SpeculationsWasted = 2;
        var timeline = recorder.Complete([], 1, PipelineMode.Parallel);

        Assert.Equal(
            (-940.0, 0.0, 200.0),
            (Ms(timeline, TurnMark.SpeechStart), Ms(timeline, TurnMark.LastVoiced), Ms(timeline, TurnMark.Decision))
        );
        Assert.Equal((3L, 1, 2), (timeline.TurnId, timeline.SpeculationsUsed, timeline.SpeculationsWasted));
    }

    [Fact]
    public void The_first_time_counts_unless_it_is_marked_again()
    {
        var recorder = new TurnRecorder(_time, 1);
        recorder.Mark(TurnMark.LastVoiced);
        Pass(10);
        recorder.Mark(TurnMark.FirstToken);
        recorder.Mark(TurnMark.Candidate);
        Pass(10);
        recorder.Mark(TurnMark.FirstToken);
        recorder.MarkAgain(TurnMark.Candidate, TimeSpan.Zero);

        var timeline = recorder.Complete([], 0, PipelineMode.Parallel);

        Assert.Equal((10.0, 20.0), (Ms(timeline, TurnMark.FirstToken), Ms(timeline, TurnMark.Candidate)));
    }

    [Fact]
    public void A_turn_takes_over_its_answers_marks_but_keeps_its_own()
    {
        var (turn, response) = (new TurnRecorder(_time, 1), new TurnRecorder(_time, 0));
        turn.Mark(TurnMark.LastVoiced);
        turn.Mark(TurnMark.Decision);
        Pass(50);
        response.Mark(TurnMark.Decision);
        response.Mark(TurnMark.FirstAudioSent);

        turn.Absorb(response);

        var timeline = turn.Complete([], 0, PipelineMode.Parallel);
        Assert.Equal(0, Ms(timeline, TurnMark.Decision));
        Assert.Equal(TimeSpan.FromMilliseconds(50), timeline.VoiceToVoice);
        Assert.Null(timeline.Between(TurnMark.LastVoiced, TurnMark.Cancelled));
    }

    private static double Ms(TurnTimeline timeline, TurnMark mark) => timeline.Marks[mark].TotalMilliseconds;

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
