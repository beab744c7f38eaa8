using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Engines;

namespace LocalVoice.Core.Tests.Telemetry;

public sealed class TurnTelemetryTests : IMeterFactory
{
    private static readonly DateTimeOffset LastVoiced = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _measured = [];
    private readonly List<Activity> _spans = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;
    private readonly string _session = $"sess_{Guid.NewGuid():N}";

    public TurnTelemetryTests()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Add(Line(instrument, value, tags)));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Add(Line(instrument, value, tags)));
        _meters.Start();
        _traces = new()
        {
            ShouldListenTo = source => source.Name == TurnTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (_spans)
                {
                    _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    [Fact]
    public void A_turn_is_measured_as_a_whole_and_by_stage_and_engine()
    {
        new TurnTelemetry(this).Add(_session, Turn());

        Assert.Equal(
            [
                "localvoice.turns 1 outcome=finished",
                "localvoice.turn.voice_to_voice 0.4",
                "localvoice.speculations 1 use=used",
                "localvoice.speculations 2 use=discarded",
                "localvoice.turn.stage 0.2 stage=stt engine=whisper",
                "localvoice.turn.stage 0.1 stage=llm engine=llama",
            ],
            _measured
        );
    }

    [Fact]
    public void A_turn_is_a_trace_with_a_span_for_each_stage_at_its_own_time()
    {
        new TurnTelemetry(this).Add(_session, Turn());

        var turn = Assert.Single(Spans(), span => span.OperationName == "turn");
        var stages = Spans().Where(span => span.TraceId == turn.TraceId && span != turn).ToDictionary(span => span.OperationName);
        Assert.Equal(["llm", "stt"], stages.Keys.Order());
        Assert.All(stages.Values, stage => Assert.Equal(turn.SpanId, stage.ParentSpanId));
        Assert.Equal(LastVoiced.AddMilliseconds(-900).UtcDateTime, turn.StartTimeUtc);
        Assert.Equal(TimeSpan.FromMilliseconds(2900), turn.Duration);
        Assert.Equal(LastVoiced.AddMilliseconds(250).UtcDateTime, stages["llm"].StartTimeUtc);
        Assert.Equal(TimeSpan.FromMilliseconds(100), stages["llm"].Duration);
        Assert.Equal("llama", stages["llm"].GetTagItem("localvoice.engine"));
        Assert.Contains(turn.Events, mark => mark.Name == nameof(TurnMark.FirstAudioSent));
    }

    [Fact]
    public void A_turn_is_no_part_of_the_request_that_opened_its_session()
    {
        using var request = new Activity("request").Start();

        new TurnTelemetry(this).Add(_session, Turn());

        Assert.NotEqual(request.TraceId, Assert.Single(Spans(), span => span.OperationName == "turn").TraceId);
    }

    [Fact]
    public void Turns_of_a_rehearsal_are_nobodys()
    {
        var telemetry = new TurnTelemetry(this);
        using (telemetry.Pause())
        {
            telemetry.Add(_session, Turn());
        }

        Assert.Empty(_measured);
        Assert.Empty(Spans());

        telemetry.Add(_session, Turn());
        Assert.NotEmpty(_measured);
    }

    private Activity[] Spans()
    {
        lock (_spans)
        {
            var turn = _spans.Find(span => span.GetTagItem("localvoice.session.id") as string == _session);
            return turn is null ? [] : [.. _spans.Where(span => span.TraceId == turn.TraceId)];
        }
    }

    private static string Line<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', [$"{instrument.Name} {value}", .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]);

    private static TurnTimeline Turn() =>
        new(
            7,
            ImmutableSortedDictionary<TurnMark, TimeSpan>
                .Empty.Add(TurnMark.SpeechStart, TimeSpan.FromMilliseconds(-900))
                .Add(TurnMark.LastVoiced, TimeSpan.Zero)
                .Add(TurnMark.FinalTranscript, TimeSpan.FromMilliseconds(200))
                .Add(TurnMark.LlmRequest, TimeSpan.FromMilliseconds(250))
                .Add(TurnMark.FirstToken, TimeSpan.FromMilliseconds(350))
                .Add(TurnMark.FirstAudioSent, TimeSpan.FromMilliseconds(400))
                .Add(TurnMark.Finished, TimeSpan.FromMilliseconds(2000)),
            [Served("vad", "silero"), Served("stt", "whisper"), Served("llm", "llama"), Served("tts", "piper")],
            1,
            2,
            PipelineMode.Parallel
        )
        {
            LastVoicedAt = LastVoiced,
        };

    private static ServedStage Served(string stage, string name) =>
        new(new(stage, name, "small", "cpu", ""), new(null, 0, null, null, 0, null));
}
