using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class ManualTurnScenarios
{
    private static readonly SessionSettings Manual = new() { TurnDetection = TurnDetection.Manual };

    [Fact]
    public async Task Less_than_100_ms_cannot_be_committed()
    {
        await using var call = new SessionScenario(Manual);

        await call.SayAsync(80);
        var failed = await call.CommandAsync<CommandFailed>(new CommitInput { EventId = "event_7" });

        Assert.Equal(("input_audio_buffer_commit_empty", "event_7"), (failed.Code, failed.EventId));
    }

    [Fact]
    public async Task Nothing_happens_before_the_client_commits()
    {
        await using var call = new SessionScenario(Manual);

        await call.SayAsync(500);
        await call.PauseAsync(3000);

        Assert.Empty(call.Log.All);
    }

    [Fact]
    public async Task The_answer_waits_for_the_transcript_of_what_was_committed()
    {
        await using var call = new SessionScenario(Manual);
        call.Recognizer.Finals.Then("Hola.");
        call.Recognizer.FinalHold.Engage();
        call.Chat.Replies.Then("Buenas.");

        await call.SayAsync(500);
        await call.CommandAsync<InputCommitted>(new CommitInput());
        await call.Session.SendAsync(new CreateResponse(new() { Instructions = "Grita." }), CancellationToken.None);
        await call.SettleAsync();
        Assert.Empty(call.Chat.Requests);
        call.Recognizer.FinalHold.Release();

        Assert.Equal("Buenas.", (await call.ExpectAsync<ResponseEnded>()).Text);
        Assert.Equal("system: Grita.\nuser: Hola.", Assert.Single(call.Chat.Requests).Prompt);
        Assert.Equal(
            "InputCommitted ItemAdded ResponseCreated InputTranscribed ResponseStarted ResponseText ResponseAudio ResponseEnded",
            call.Log.Story
        );
    }

    [Fact]
    public async Task The_detector_is_not_asked_until_it_has_to_find_the_turns()
    {
        await using var call = new SessionScenario(Manual);
        var judged = 0;
        call.Engines.VoiceActivity.Judge = _ =>
        {
            judged++;
            return 0;
        };

        await call.SayAsync(500);
        Assert.Equal(0, judged);
        await call.CommandAsync<SettingsUpdated>(
            new UpdateSettings(Manual with { TurnDetection = TurnDetection.Server(TimeSpan.FromSeconds(1)) })
        );
        await call.SayAsync(500);

        Assert.InRange(judged, 14, 16);
    }

    [Fact]
    public async Task What_is_cleared_is_not_committed()
    {
        await using var call = new SessionScenario(Manual);

        await call.SayAsync(500);
        await call.CommandAsync<InputCleared>(new ClearInput());

        Assert.Equal("input_audio_buffer_commit_empty", (await call.CommandAsync<CommandFailed>(new CommitInput())).Code);
    }

    [Fact]
    public async Task Audio_after_a_commit_belongs_to_the_next_item()
    {
        await using var call = new SessionScenario(Manual);

        await call.SayAsync(500);
        await call.CommandAsync<InputTranscribed>(new CommitInput());
        await call.SayAsync(200);
        var second = await call.CommandAsync<InputTranscribed>(new CommitInput());

        Assert.InRange(second.AudioDuration.TotalMilliseconds, 190, 210);
    }

    [Fact]
    public async Task A_commit_ends_a_turn_of_the_server_too_and_a_requested_answer_waits_for_it()
    {
        await using var call = new SessionScenario(
            new() { TurnDetection = TurnDetection.Server(TimeSpan.FromSeconds(2)) with { CreateResponse = false } }
        );
        call.Recognizer.Finals.Then("Hola.");
        call.Recognizer.FinalHold.Engage();

        await call.SayAsync(500);
        await call.CommandAsync<SpeechStopped>(new CommitInput());
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        await call.SettleAsync();
        call.Recognizer.FinalHold.Release();
        await call.ExpectAsync<ResponseEnded>();

        Assert.Equal("user: Hola.", Assert.Single(call.Chat.Requests).Prompt);
    }

    [Fact]
    public async Task A_recogniser_that_fails_is_told_and_the_answer_comes_without_the_words()
    {
        await using var call = new SessionScenario(Manual);
        call.Recognizer.Finals.ThenFail(new LocalVoice.Engines.EngineException("Deaf."));

        await call.SayAsync(500);
        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);

        var failed = await call.ExpectAsync<InputTranscriptionFailed>();
        Assert.Equal(
            ("transcription_failed", $"The speech recogniser failed. The server's log says more under {failed.ItemId}."),
            (failed.Code, failed.Message)
        );
        await call.ExpectAsync<ResponseEnded>();
    }
}
