using System.Threading.Channels;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Responses;

public sealed class PlaybackStageTests
{
    private const int RateHz = 24_000;
    private static readonly SessionSettings Settings = new() { Extensions = true };
    private readonly WaitingTime _time = new();
    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(1024);
    private TimeSpan _sent;

    [Fact]
    public async Task Playback_keeps_its_lead_and_wakes_once_for_several_frames()
    {
        var played = TimeSpan.Zero;
        var wakes = 0;
        var running = PlayAsync(new float[2 * RateHz]);

        while (await _time.NextWaitAsync(running) is { } wait)
        {
            var sent = Sent();
            Assert.InRange(sent - played, TimeSpan.FromMilliseconds(280), TimeSpan.FromMilliseconds(300));
            wakes++;
            played += wait;
            _time.Advance(wait);
        }

        await running;
        Assert.Equal(TimeSpan.FromSeconds(2), Sent());
        Assert.InRange(wakes, 20, 23);
    }

    private Task PlayAsync(float[] speech)
    {
        var response = new Response(
            new("resp_1", "item_1", "sess_1", Settings, new ScenarioEngines().ToEngines(), new TurnRecorder(_time, 1)) { Messages = [] },
            new("item_1", spoken: true, Settings.OutputFormat, RateHz, _time),
            ResponseState.Preparing,
            CancellationToken.None
        );
        response.Open();
        var output = Channel.CreateBounded<AgentOutput>(1);
        Assert.True(output.Writer.TryWrite(new(null, speech)));
        output.Writer.Complete();
        return new PlaybackStage(response, _events.Writer, RateHz, new(), _time).RunAsync(output.Reader, CancellationToken.None);
    }

    private TimeSpan Sent()
    {
        while (_events.Reader.TryRead(out var happened))
        {
            _sent += Settings.OutputFormat.DurationOf(Assert.IsType<ResponseAudio>(happened).Samples.Length);
        }

        return _sent;
    }

    /// <summary>A virtual clock that tells for how long somebody waits.</summary>
    private sealed class WaitingTime : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _waits = Channel.CreateBounded<TimeSpan>(16);

        /// <summary>The next wait of <paramref name="work"/>; null when it has ended.</summary>
        public async Task<TimeSpan?> NextWaitAsync(Task work)
        {
            await Task.WhenAny(work, _waits.Reader.WaitToReadAsync().AsTask());
            return _waits.Reader.TryRead(out var wait) ? wait : null;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Assert.True(_waits.Writer.TryWrite(dueTime));
            return timer;
        }
    }
}
