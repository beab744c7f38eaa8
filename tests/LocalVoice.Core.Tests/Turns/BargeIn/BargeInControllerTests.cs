using System.Threading.Channels;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.BargeIn;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Turns.BargeIn;

public sealed class BargeInControllerTests : IDisposable
{
    private static readonly SessionSettings Settings = new() { Extensions = true };
    private static readonly PipelineOptions Options = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ScenarioEngines _engines = new();
    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(64);
    private readonly AudioInput _input;
    private readonly SessionContext _context;
    private readonly AgentPlayback _playback;
    private readonly BargeInController _bargeIn;

    public BargeInControllerTests()
    {
        var engines = _engines.ToEngines();
        _input = new(engines.VoiceActivity.Create(), Settings.InputFormat, TimeSpan.FromSeconds(1));
        _context = new(
            "sess_1",
            Settings,
            engines,
            IdleResources.For(Options, _time),
            Options.Conversation,
            new SessionFailures(null, NullLogger.Instance),
            _time,
            _events.Writer,
            _ => default,
            CancellationToken.None
        );
        _playback = new(_context);
        var pipeline = new ResponsePipeline(SpokenTextPreparations.WithoutLexicons, _events.Writer, _time);
        _bargeIn = new(
            _context,
            Options.BargeIn,
            new(_input, Settings.TurnDetection, Options.Turns),
            new ResponseCoordinator(_context, pipeline, new(_context, _playback), _playback),
            new AgentVoice(_context, _playback, pipeline.Hold, Options.BargeIn.DuckingDb)
        );
    }

    [Fact]
    public async Task A_frame_of_the_users_speech_costs_nothing_however_much_the_agent_has_said()
    {
        Say(string.Concat(Enumerable.Repeat("La capital de Italia es Roma. ", 10_000)));
        var turn = new UserTurn(1, "item_2", utterance: null!, new TurnRecorder(_time, 1)) { BargeIn = BargeInState.Undecided };
        await _bargeIn.OnInterimAsync(turn, new("Italia", " es"));
        Assert.Equal(0, Allocations.Of(100, () => Assert.True(_bargeIn.GoOnAsync(turn).AsTask().IsCompletedSuccessfully)));
        Assert.Equal(BargeInState.Undecided, turn.BargeIn);
    }

    public void Dispose()
    {
        _playback.Dispose();
        _input.Dispose();
    }

    /// <summary>The agent talks: text and some audio of a response have been sent.</summary>
    private void Say(string text)
    {
        var plan = new ResponsePlan("resp_1", "item_1", "sess_1", Settings, _context.Engines, new(_time, 0));
        var item = _playback.NewItem(plan.ItemId, Settings);
        _context.History.Add(new MessageItem(plan.ItemId, ConversationRole.Agent, "", Spoken: true, ConversationItemStatus.InProgress));
        _playback.Add(new(plan, item, ResponseState.Preparing, CancellationToken.None));
        item.NoteSent(text);
        item.Clock.Sent(24_000);
    }
}
