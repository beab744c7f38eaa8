using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.TurnTaking;

/// <summary>The recogniser hears where the user's turn ends.</summary>
public sealed class TurnTakingScenarios
{
    private static readonly SessionSettings Extended = new() { Extensions = true };

    [Fact]
    public async Task At_its_candidate_the_work_begins_and_at_its_end_the_turn_is_over_without_a_decode()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Son las tres.");
        await call.SayAsync(600);

        await Ear(call).HearAsync(TurnHearing.Candidate, "¿Qué hora es?");
        await call.Synthesizer.ChunksTaken.ReachesAsync(1);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        await Ear(call).HearAsync(TurnHearing.Ended, "¿Qué hora es?");
        await call.SettleAsync();

        Assert.Single(call.Log.Of<SpeechStopped>());
        Assert.Equal("¿Qué hora es?", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
        Assert.Equal("Son las tres.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal(ChatPriority.Speculation, Assert.Single(call.Chat.Requests).Priority);
        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
        var timeline = (await call.ExpectAsync<TurnMeasured>()).Timeline;
        Assert.Equal((1, 0), (timeline.SpeculationsUsed, timeline.SpeculationsWasted));
    }

    [Fact]
    public async Task An_end_without_a_candidate_ends_the_turn_at_once_and_nothing_of_it_is_speculation()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Buenas.");
        await call.SayAsync(600);

        await Ear(call).HearAsync(TurnHearing.Ended, "Hola.");
        await call.SettleAsync();

        Assert.Equal("Hola.", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
        Assert.Equal("Buenas.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal(ChatPriority.DecidedTurn, Assert.Single(call.Chat.Requests).Priority);
        Assert.Equal(0, (await call.ExpectAsync<TurnMeasured>()).Timeline.SpeculationsUsed);
        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
    }

    [Fact]
    public async Task When_it_hears_that_the_user_goes_on_the_work_is_void()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Nadie lo oye.", "Las tres.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await Ear(call).HearAsync(TurnHearing.Candidate, "¿Qué hora es");
        await call.Chat.Begun.ReachesAsync(1);

        await Ear(call).HearAsync(TurnHearing.Resumed, "¿Qué hora es");
        await call.Chat.Cancelled.ReachesAsync(1);
        call.Chat.FirstWordHold.Release();
        await call.SayAsync(300);
        await Ear(call).HearAsync(TurnHearing.Ended, "¿Qué hora es en Valencia?");

        Assert.Equal("Las tres.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal(["user: ¿Qué hora es", "user: ¿Qué hora es en Valencia?"], call.Chat.Requests.Select(request => request.Prompt));
        Assert.Single(call.Log.Of<SpeechStarted>());
        Assert.Equal(1, (await call.ExpectAsync<TurnMeasured>()).Timeline.SpeculationsWasted);
        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
    }

    [Fact]
    public async Task After_it_went_on_the_same_words_are_worth_another_beginning()
    {
        await using var call = Open(Extended);
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await Ear(call).HearAsync(TurnHearing.Candidate, "Hola.");
        await call.Chat.Begun.ReachesAsync(1);
        await Ear(call).HearAsync(TurnHearing.Resumed, "Hola.");
        await Ear(call).HearAsync(TurnHearing.Candidate, "Hola.");

        await call.Chat.Begun.ReachesAsync(2);
    }

    [Fact]
    public async Task An_end_in_other_words_than_the_candidates_voids_the_work_and_counts()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Nadie lo oye.", "Las tres.");
        await call.SayAsync(600);
        await Ear(call).HearAsync(TurnHearing.Candidate, "¿Qué hora?");
        await call.Chat.Begun.ReachesAsync(1);

        await Ear(call).HearAsync(TurnHearing.Ended, "¿Qué hora es?");

        Assert.Equal("Las tres.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal("¿Qué hora es?", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
        Assert.Equal(("user: ¿Qué hora es?", ChatPriority.DecidedTurn), (call.Chat.Requests[^1].Prompt, call.Chat.Requests[^1].Priority));
    }

    [Fact]
    public async Task An_end_without_words_is_no_turn()
    {
        await using var call = Open(Extended);
        await call.SayAsync(600);

        await Ear(call).HearAsync(TurnHearing.Ended, "");
        await call.SettleAsync();

        Assert.Equal("SpeechStarted SpeechStopped", call.Log.Story);
        Assert.Empty(call.Chat.Requests);
    }

    [Fact]
    public async Task Our_own_pauses_neither_decode_nor_decide()
    {
        await using var call = Open(Extended);
        await call.SayAsync(600);
        await call.PauseAsync(1500);
        await call.SayAsync(400);
        await call.PauseAsync(1500);

        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        Assert.Single(call.Log.Of<SpeechStarted>());
        await Ear(call).HearAsync(TurnHearing.Ended, "Una cosa y otra.");
        Assert.InRange((await call.ExpectAsync<InputTranscribed>()).AudioDuration.TotalMilliseconds, 3950, 4050);
    }

    [Fact]
    public async Task Sound_that_it_does_not_take_for_speech_leaves_the_work_alone()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Las tres.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseAsync(100);
        await Ear(call).HearAsync(TurnHearing.Candidate, "¿Qué hora es?");
        await call.Chat.Begun.ReachesAsync(1);

        await call.SayAsync(200);
        await call.PauseAsync(200);
        await Ear(call).HearAsync(TurnHearing.Ended, "¿Qué hora es?");
        call.Chat.FirstWordHold.Release();

        Assert.Equal("Las tres.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Single(call.Chat.Requests);
        Assert.Equal(0, call.Chat.Cancelled.Count);
    }

    [Fact]
    public async Task When_it_hears_nothing_the_longest_silence_ends_the_turn_and_a_decode_is_asked()
    {
        await using var call = Open(Extended);
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);

        await call.PauseAsync(3900);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        await call.PauseAsync(300);

        Assert.Single(call.Log.Of<SpeechStopped>());
        Assert.Equal("Hola.", (await call.ExpectAsync<InputTranscribed>()).Transcript);
        Assert.Equal(1, call.Recognizer.FinalDecodes.Count);
    }

    [Fact]
    public async Task A_silence_that_the_client_fixes_ends_the_turn_all_the_same()
    {
        await using var call = Open(Extended with { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(700)) });
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);
        await call.PauseAsync(680);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        await call.PauseAsync(60);

        Assert.Single(call.Log.Of<SpeechStopped>());
        Assert.Equal("Hola.", (await call.ExpectAsync<InputTranscribed>()).Transcript);
    }

    [Fact]
    public async Task A_shorter_silence_that_the_client_fixes_in_the_pause_ends_the_turn()
    {
        await using var call = Open(Extended);
        await call.SayAsync(600);
        await call.PauseAsync(600);

        await call.CommandAsync<SettingsUpdated>(
            new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(300)) })
        );
        await call.PauseAsync(20);

        Assert.Single(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task A_silence_that_ends_the_turn_after_a_candidate_takes_its_words()
    {
        await using var call = Open(Extended);
        call.Chat.Replies.Then("Buenas.");
        await call.SayAsync(600);
        await Ear(call).HearAsync(TurnHearing.Candidate, "Hola.");
        await call.Chat.Begun.ReachesAsync(1);

        Assert.Equal("Buenas.", (await call.PauseUntilAsync<ResponseEnded>()).Text);

        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
        Assert.Single(call.Chat.Requests);
    }

    [Fact]
    public async Task The_sequential_pipeline_begins_nothing_before_the_end()
    {
        await using var call = Open(Extended with { Pipeline = PipelineMode.Sequential });
        call.Chat.Replies.Then("Buenas.");
        await call.SayAsync(600);
        await Ear(call).HearAsync(TurnHearing.Candidate, "Hola.");
        await call.PauseAsync(500);
        Assert.Empty(call.Chat.Requests);

        await Ear(call).HearAsync(TurnHearing.Ended, "Hola.");

        Assert.Equal("Buenas.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal(ChatPriority.DecidedTurn, Assert.Single(call.Chat.Requests).Priority);
        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
    }

    [Fact]
    public async Task No_more_candidates_begin_work_than_a_turn_may_have()
    {
        await using var call = Open(Extended, new() { MaxSpeculationsPerTurn = 1 });
        call.Chat.Replies.Then("Nadie lo oye.", "Bien.");
        await call.SayAsync(600);
        await Ear(call).HearAsync(TurnHearing.Candidate, "Uno");
        await call.Chat.Begun.ReachesAsync(1);
        await Ear(call).HearAsync(TurnHearing.Resumed, "Uno");
        await Ear(call).HearAsync(TurnHearing.Candidate, "Uno y dos");
        await call.SettleAsync();

        await Ear(call).HearAsync(TurnHearing.Ended, "Uno y dos");

        Assert.Equal("Bien.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.Equal([ChatPriority.Speculation, ChatPriority.DecidedTurn], call.Chat.Requests.Select(request => request.Priority));
    }

    private static SessionScenario Open(SessionSettings settings, LocalVoice.Core.Turns.PipelineOptions? options = null) =>
        new(settings, new() { Recognizer = new() { TakesTurns = true } }, options);

    private static FakeTurnTakingStream Ear(SessionScenario call) => (FakeTurnTakingStream)call.Recognizer.Streams[0];
}
