using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Engines;
using LocalVoice.Remote;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Telemetry;

public sealed class TurnRecorderTests
{
    private static readonly EngineInfo Local = new("llm", "here", "model", "cpu", "package");
    private static readonly EngineInfo Cloud = new("llm", "afar", "model", "cloud", "package");
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
        recorder.LastVoicedAudio = TimeSpan.FromSeconds(7);
        var timeline = recorder.Complete([], 1, PipelineMode.Parallel);

        Assert.Equal(
            (-940.0, 0.0, 200.0),
            (Ms(timeline, TurnMark.SpeechStart), Ms(timeline, TurnMark.LastVoiced), Ms(timeline, TurnMark.Decision))
        );
        Assert.Equal((3L, 1, 2), (timeline.TurnId, timeline.SpeculationsUsed, timeline.SpeculationsWasted));
        Assert.Equal(TimeSpan.FromSeconds(7), timeline.LastVoicedAudio);
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

    [Fact]
    public void Several_requests_of_a_stage_share_one_report_and_the_second_backend_is_named_once_it_serves()
    {
        var recorder = new TurnRecorder(_time, 1);
        var report = recorder.Asks(Cloud);
        report.AddBytesSent(100);
        report.Failed(new(Cloud, BackendFault.Stalled, TimeSpan.FromMilliseconds(800)));
        report.ServedBy(Local);

        recorder.Asks(Cloud).AddBytesSent(20);

        var served = Assert.Single(recorder.Complete([Cloud], 0, PipelineMode.Parallel).Engines);
        Assert.Equal((Local, 120, BackendFault.Stalled), (served.Engine, served.Use.BytesSent, served.Use.Failed?.Fault));
    }

    [Fact]
    public void A_stage_is_served_by_whoever_was_asked_though_the_session_has_another_engine_by_now()
    {
        var recorder = new TurnRecorder(_time, 1);
        recorder.Asks(Cloud);

        Assert.Equal(Cloud, Assert.Single(recorder.Complete([Local], 0, PipelineMode.Parallel).Engines).Engine);
    }

    [Fact]
    public void A_stage_that_nobody_was_asked_for_is_the_sessions()
    {
        var served = Assert.Single(new TurnRecorder(_time, 1).Complete([Local], 0, PipelineMode.Parallel).Engines);

        Assert.Equal((Local, 0, null), (served.Engine, served.Use.BytesSent, served.Use.Failed));
    }

    [Fact]
    public void A_turn_takes_over_who_served_the_response_that_it_used()
    {
        var (turn, response) = (new TurnRecorder(_time, 1), new TurnRecorder(_time, 0));
        response.Asks(Cloud).AddProcessing(TimeSpan.FromMilliseconds(30));

        turn.Absorb(response);

        var served = Assert.Single(turn.Complete([Local], 0, PipelineMode.Parallel).Engines);
        Assert.Equal((Cloud, TimeSpan.FromMilliseconds(30)), (served.Engine, served.Use.Processing));
    }

    private static double Ms(TurnTimeline timeline, TurnMark mark) => timeline.Marks[mark].TotalMilliseconds;

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
