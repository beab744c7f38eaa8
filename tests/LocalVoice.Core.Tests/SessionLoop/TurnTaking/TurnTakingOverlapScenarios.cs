using LocalVoice.Core.Sessions;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.TurnTaking;

/// <summary>What a turn-taking recogniser hears meets other turns, commands and the agent's speech.</summary>
public sealed class TurnTakingOverlapScenarios
{
    private const string LongAnswer = "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince.";
    private static readonly SessionSettings Extended = new() { Extensions = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_hears_no_more_in_a_pause_leaves_the_turn_to_the_silence_and_a_decode(bool fails)
    {
        await using var call = Open(Extended);
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);
        await call.PauseAsync(700);
        Assert.Empty(call.Log.Of<SpeechStopped>());

        Ear(call, 0).StopHearing(fails ? new InvalidOperationException("Gone.") : null);

        await call.ExpectAsync<SpeechStopped>();
        Assert.Equal("Hola.", (await call.ExpectAsync<InputTranscribed>()).Transcript);
        Assert.Equal(1, call.Recognizer.FinalDecodes.Count);
    }

    [Fact]
    public async Task One_that_hears_no_more_after_a_candidate_has_not_heard_its_end()
    {
        await using var call = Open(Extended);
        call.Recognizer.Finals.Then("Hola, ¿qué tal?");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseAsync(700);
        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Hola,");
        await call.Chat.Begun.ReachesAsync(1);

        Ear(call, 0).StopHearing();

        Assert.Equal("Hola, ¿qué tal?", (await call.ExpectAsync<InputTranscribed>()).Transcript);
        await call.Chat.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task One_that_hears_no_more_while_the_user_speaks_is_decoded_in_the_next_pause()
    {
        await using var call = Open(Extended);
        call.Recognizer.Finals.Then("¿Qué hora es?");
        await call.SayAsync(600);
        Ear(call, 0).StopHearing();

        await call.PauseAsync(2500);

        Assert.Single(call.Log.Of<SpeechStopped>());
        Assert.Equal("¿Qué hora es?", (await call.ExpectAsync<InputTranscribed>()).Transcript);
        Assert.Equal(1, call.Recognizer.FinalDecodes.Count);
    }

    [Fact]
    public async Task What_is_heard_of_a_turn_that_is_over_is_nobodys()
    {
        await using var call = Open(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(300)) });
        call.Recognizer.Finals.Then("Una.");
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.PauseAsync(200);
        await call.SayAsync(600);

        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Vieja.");
        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Vieja.");
        await call.SettleAsync();
        Assert.Single(call.Log.Of<SpeechStopped>());
        await Ear(call, 1).HearAsync(TurnHearing.Ended, "Dos.");
        await call.SettleAsync();
        call.Recognizer.FinalHold.Release();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["Una.", "Dos."], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: Una.\nuser: Dos.", call.Chat.Requests[^1].Prompt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_goes_on_after_an_end_that_was_told_begins_another_message(bool hearsNoMore)
    {
        await using var call = Open(Extended);
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Una.");
        if (hearsNoMore)
        {
            Ear(call, 0).StopHearing();
        }

        await call.PauseUntilAsync<ResponseStarted>();
        await call.SayAsync(400);
        await Ear(call, 1).HearAsync(TurnHearing.Ended, "Dos.");
        call.Chat.FirstWordHold.Release();
        await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>().Count == 2, "second response");

        Assert.Equal(["Una.", "Dos."], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: Una.\nuser: Dos.", call.Chat.Requests[^1].Prompt);
    }

    [Fact]
    public async Task Speech_that_goes_on_over_an_end_begins_where_the_turn_before_ended()
    {
        await using var call = Open(Extended);
        await call.SayAsync(600);
        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Una.");

        await call.SayAsync(600);
        await Ear(call, 1).HearAsync(TurnHearing.Ended, "Dos.");
        await call.ExpectAsync<InputTranscribed>();

        var heard = call.Recognizer.Streams.Sum(stream => stream.Utterance.Length) / 16.0;
        Assert.InRange(heard, 1150, 1200);
    }

    [Fact]
    public async Task The_words_of_a_candidate_interrupt_the_agent()
    {
        await using var call = Open(Extended);
        await LetTheAgentTalkAsync(call);
        await call.SayAsync(300);
        await call.ExpectAsync<PlaybackDucked>();

        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Para un momento");

        Assert.Equal(ResponseEndReason.TurnDetected, (await call.ExpectAsync<ResponseEnded>()).Outcome.Reason);
        Assert.Single(call.Log.Of<PlaybackFlushed>());
        Assert.Single(call.Log.Of<PlaybackRestored>());
    }

    [Fact]
    public async Task A_candidate_of_agreement_lets_the_agent_go_on_and_its_end_is_no_turn()
    {
        await using var call = Open(Extended);
        await LetTheAgentTalkAsync(call);
        await call.SayAsync(300);

        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Sí.");
        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Sí.");
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal((ResponseStatus.Completed, LongAnswer), (ended.Outcome.Status, ended.Text));
        Assert.Empty(call.Log.Of<InputCommitted>());
        Assert.Equal(call.Log.Of<PlaybackDucked>().Count, call.Log.Of<PlaybackRestored>().Count);
    }

    [Fact]
    public async Task A_client_that_commits_turns_itself_is_told_nothing_of_them()
    {
        await using var call = Open(new() { TurnDetection = TurnDetection.Manual });
        call.Recognizer.Finals.Then("Todo.");
        await call.SayAsync(500);
        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Algo.");
        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Algo.");
        await call.SettleAsync();
        Assert.Empty(call.Log.All);

        var transcribed = await call.CommandAsync<InputTranscribed>(new CommitInput());

        Assert.Equal("Todo.", transcribed.Transcript);
        Assert.Equal(1, call.Recognizer.FinalDecodes.Count);
        Assert.Empty(call.Chat.Requests);
    }

    [Fact]
    public async Task A_commit_in_mid_turn_asks_for_a_decode_whatever_was_heard()
    {
        await using var call = Open(Extended);
        call.Recognizer.Finals.Then("Todo.");
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(600);
        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Algo.");
        await call.CommandAsync<SpeechStopped>(new CommitInput());

        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Algo.");
        await call.SettleAsync();
        call.Recognizer.FinalHold.Release();

        await call.PauseUntilAsync<ResponseEnded>();
        Assert.Equal("Todo.", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
    }

    [Fact]
    public async Task A_client_that_takes_over_in_mid_turn_commits_all_that_was_said()
    {
        await using var call = Open(Extended);
        call.Recognizer.Finals.Then("Todo.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Algo.");
        await call.Chat.Begun.ReachesAsync(1);

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Manual }));
        await Ear(call, 0).HearAsync(TurnHearing.Ended, "Algo.");
        await call.SayAsync(600);
        var transcribed = await call.CommandAsync<InputTranscribed>(new CommitInput());

        Assert.Equal("Todo.", transcribed.Transcript);
        Assert.InRange(transcribed.AudioDuration.TotalMilliseconds, 1150, 1600);
        await call.Chat.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task Clearing_in_mid_turn_throws_away_what_was_heard_of_it()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Nadie lo oye.", "Bien.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Algo.");
        await call.Chat.Begun.ReachesAsync(1);

        await call.CommandAsync<InputCleared>(new ClearInput());
        await call.Chat.Cancelled.ReachesAsync(1);
        await call.Recognizer.StreamsClosed.ReachesAsync(1);
        call.Chat.FirstWordHold.Release();
        await call.PauseAsync(500);
        await call.SayAsync(600);
        await Ear(call, 1).HearAsync(TurnHearing.Ended, "Otra cosa.");

        Assert.Equal("Bien.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal("user: Otra cosa.", call.Chat.Requests[^1].Prompt);
        Assert.Single(call.Log.Of<InputCommitted>());
    }

    [Fact]
    public async Task A_session_that_ends_in_mid_turn_closes_every_stream()
    {
        var call = Open(Extended);
        await call.SayAsync(600);
        await Ear(call, 0).HearAsync(TurnHearing.Candidate, "Algo.");

        await call.DisposeAsync();

        Assert.Null(await call.Log.Completed);
        Assert.All(call.Recognizer.Streams, stream => Assert.True(stream.Closed));
    }

    [Fact]
    public async Task One_elsewhere_that_is_lost_is_replaced_by_one_that_takes_no_turns()
    {
        var cloud = ScenarioEngines.Elsewhere(fallsBack: true);
        cloud.Recognizer.TakesTurns = true;
        cloud.Recognizer.FinalFailure = new LocalVoice.Remote.BackendException(LocalVoice.Remote.BackendFault.Interrupted, "Gone.");
        var local = new ScenarioEngines { Others = { ["cloud"] = cloud } };
        local.Recognizer.Finals.Then("¿Qué hora es?");
        await using var call = new SessionScenario(Extended with { Stages = StageNames.AllLocal with { Stt = "cloud" } }, local);
        await call.SayAsync(600);
        await call.PauseAsync(700);

        ((FakeTurnTakingStream)cloud.Recognizer.Streams[0]).StopHearing(new InvalidOperationException("Gone."));
        await call.ExpectAsync<SpeechStopped>();

        var transcribed = await call.ExpectAsync<InputTranscribed>();
        Assert.Equal("¿Qué hora es?", transcribed.Transcript);
        Assert.InRange(transcribed.AudioDuration.TotalMilliseconds, 1250, 1400);
    }

    private static async Task LetTheAgentTalkAsync(SessionScenario call)
    {
        call.Chat.Replies.Then(LongAnswer);
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.PauseUntilAsync<ResponseAudio>();
    }

    private static SessionScenario Open(SessionSettings settings) => new(settings, new() { Recognizer = new() { TakesTurns = true } });

    private static FakeTurnTakingStream Ear(SessionScenario call, int utterance) =>
        (FakeTurnTakingStream)call.Recognizer.Streams[utterance];
}
