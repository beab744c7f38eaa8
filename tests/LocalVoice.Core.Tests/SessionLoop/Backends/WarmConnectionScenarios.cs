using LocalVoice.Core.Sessions;
using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Backends;

/// <summary>Connections to backends elsewhere are open before they are needed.</summary>
public sealed class WarmConnectionScenarios
{
    private static readonly StageNames Cloud = new("cloud", "cloud", "cloud");
    private readonly ScenarioEngines _cloud = ScenarioEngines.Elsewhere();
    private readonly ScenarioEngines _local;
    private readonly FakeRemote _stt;
    private readonly FakeRemote _llm;
    private readonly FakeRemote _tts;

    public WarmConnectionScenarios()
    {
        _local = new() { Others = { ["cloud"] = _cloud } };
        _stt = ((FakeRemoteRecognizer)_cloud.Recognizer).Remote;
        _llm = ((FakeRemoteChatClient)_cloud.Chat).Remote;
        _tts = ((FakeRemoteSynthesizer)_cloud.Synthesizer).Remote;
    }

    [Fact]
    public async Task A_session_opens_them_when_it_begins_and_again_when_the_user_begins_to_speak()
    {
        await using var call = new SessionScenario(new() { Stages = Cloud }, _local);
        await AllReachAsync(1);

        await call.PauseAsync(2000);
        Assert.Equal((1, 1, 1), Prepared);
        await call.SayAsync(300);

        await AllReachAsync(2);
    }

    [Fact]
    public async Task A_session_on_this_machine_opens_none_until_it_takes_a_backend_elsewhere()
    {
        await using var call = new SessionScenario(engines: _local);
        await call.SayAsync(300);
        Assert.Equal((0, 0, 0), Prepared);

        await SwitchAsync(call, StageNames.AllLocal with { Llm = "cloud" });

        await _llm.Prepared.ReachesAsync(1);
        Assert.Equal((0, 1, 0), Prepared);
    }

    [Fact]
    public async Task One_that_does_not_open_keeps_nobody_waiting_and_is_not_tried_twice_at_once()
    {
        _stt.Hold.Engage();
        await using var call = new SessionScenario(new() { Stages = Cloud }, _local);
        await AllReachAsync(1);

        await call.SayAsync(300);

        await _tts.Prepared.ReachesAsync(2);
        Assert.Equal(1, _stt.Prepared.Count);
    }

    [Fact]
    public async Task Backends_that_are_taken_while_others_are_still_opened_are_opened_too()
    {
        _stt.Hold.Engage();
        await using var call = new SessionScenario(new() { Stages = StageNames.AllLocal with { Stt = "cloud" } }, _local);
        await _stt.Prepared.ReachesAsync(1);

        await SwitchAsync(call, Cloud);

        await AllReachAsync(1);
    }

    [Fact]
    public async Task Failures_are_told_by_the_requests_that_need_the_connection_and_by_nobody_else()
    {
        (_stt.Failure, _llm.Failure) = (new BackendException(BackendFault.Unreachable, "No network."), new InvalidOperationException());
        await using var call = new SessionScenario(new() { Stages = Cloud }, _local);
        _cloud.Recognizer.Finals.Then("Hola.");
        _cloud.Chat.Replies.Then("Buenas.");
        await AllReachAsync(1);

        var ended = await call.TakeTurnAsync();

        // One that still fails while the first turn begins is not tried again then, but at the next.
        await call.TakeTurnAsync();

        Assert.Equal((ResponseStatus.Completed, "Buenas."), (ended.Outcome.Status, ended.Text));
        await AllReachAsync(2);
    }

    [Fact]
    public async Task A_session_ends_though_a_connection_is_still_being_opened()
    {
        _llm.Hold.Engage();
        var call = new SessionScenario(new() { Stages = Cloud }, _local);
        await AllReachAsync(1);

        await call.DisposeAsync();

        Assert.Null(await call.Log.Completed);
    }

    private (int Stt, int Llm, int Tts) Prepared => (_stt.Prepared.Count, _llm.Prepared.Count, _tts.Prepared.Count);

    private Task AllReachAsync(int count) =>
        Task.WhenAll(_stt.Prepared.ReachesAsync(count), _llm.Prepared.ReachesAsync(count), _tts.Prepared.ReachesAsync(count));

    private static Task<SettingsUpdated> SwitchAsync(SessionScenario call, StageNames stages) =>
        call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { Stages = stages }));
}
