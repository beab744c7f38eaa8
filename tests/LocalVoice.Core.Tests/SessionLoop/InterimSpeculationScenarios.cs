using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>A response is begun before any pause tells that the user may have finished.</summary>
public sealed class InterimSpeculationScenarios
{
    private static readonly SessionSettings Extended = new() { Extensions = true };

    [Fact]
    public async Task An_interim_whose_last_word_is_certain_begins_the_response_while_the_user_is_loud()
    {
        await using var call = new SessionScenario(Extended);
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora es?", ""));
        call.Recognizer.Finals.Then("¿qué hora es?");
        call.Chat.Replies.Then("Son las tres.");

        await call.SayAsync(600);
        await call.Synthesizer.ChunksTaken.ReachesAsync(1);
        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Son las tres.", ended.Text);
        Assert.Single(call.Chat.Requests);
        Assert.Equal("¿qué hora es?", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
        var timeline = (await call.ExpectAsync<TurnMeasured>()).Timeline;
        Assert.Equal((1, 0, 1), (timeline.SpeculationsUsed, timeline.SpeculationsWasted, timeline.SpeculationsOnInterim));
        Assert.True(timeline.Marks[TurnMark.FirstAudioReady] < timeline.Marks[TurnMark.FinalTranscript]);
    }

    [Fact]
    public async Task While_the_user_is_loud_a_last_word_that_is_not_certain_begins_nothing_but_where_the_level_falls_it_does()
    {
        await using var call = new SessionScenario { Frame = TimeSpan.FromMilliseconds(10) };
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora", " es?"));

        await call.SayAsync(600);
        Assert.Empty(call.Chat.Requests);
        await call.PauseAsync(30);

        await call.Chat.Begun.ReachesAsync(1);
        Assert.Equal(0, call.Recognizer.FinalDecodes.Count);
    }

    [Theory]
    [InlineData("¿Qué hora")]
    [InlineData("Quiero hablar con.")]
    [InlineData("Pues.")]
    public async Task What_ends_no_sentence_begins_nothing(string heard)
    {
        await using var call = new SessionScenario();
        call.Recognizer.Interims.Then(new InterimTranscript(heard, ""));

        await call.SayAsync(900);

        Assert.Empty(call.Chat.Requests);
    }

    [Theory]
    [InlineData("¿Qué hora es en Valencia?")]
    [InlineData("Qué hora es.")]
    public async Task A_final_that_says_something_else_is_answered_and_the_interim_is_not(string final)
    {
        await using var call = new SessionScenario(Extended);
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora es?", ""));
        call.Recognizer.Finals.Then(final);
        call.Chat.Replies.Then("Nadie lo oye.", "Las tres.");

        await call.SayAsync(600);
        await call.Synthesizer.ChunksTaken.ReachesAsync(1);
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Las tres.", ended.Text);
        Assert.Equal($"user: {final}", call.Chat.Requests[^1].Prompt);
        Assert.DoesNotContain(call.Log.Of<ResponseText>(), text => text.Delta.Contains("Nadie", StringComparison.Ordinal));
        var timeline = (await call.ExpectAsync<TurnMeasured>()).Timeline;
        Assert.Equal((1, 1, 1), (timeline.SpeculationsUsed, timeline.SpeculationsWasted, timeline.SpeculationsOnInterim));
    }

    [Fact]
    public async Task A_final_that_says_something_else_after_the_turn_was_decided_is_answered_too()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(200)) });
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora es?", ""));
        call.Recognizer.Finals.Then("¿Qué hora es en Valencia?");
        call.Recognizer.FinalHold.Engage();
        call.Chat.Replies.Then("Nadie lo oye.", "Las tres.");

        await call.SayAsync(600);
        await call.Chat.Begun.ReachesAsync(1);
        await call.PauseUntilAsync<SpeechStopped>();
        call.Recognizer.FinalHold.Release();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Las tres.", ended.Text);
    }

    [Fact]
    public async Task Whoever_goes_on_after_a_dip_voids_the_response()
    {
        await using var call = new SessionScenario(Extended) { Frame = TimeSpan.FromMilliseconds(10) };
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora", " es?"), new("¿Qué hora es", " en"));
        call.Recognizer.Finals.Then("¿Qué hora es en Valencia?");
        call.Chat.Replies.Then("Nadie lo oye.", "Las tres.");

        await call.SayAsync(300);
        await call.PauseAsync(30);
        await call.Chat.Begun.ReachesAsync(1);
        await call.SayAsync(300);
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Las tres.", ended.Text);
        Assert.Equal(1, (await call.ExpectAsync<TurnMeasured>()).Timeline.SpeculationsWasted);
    }

    [Fact]
    public async Task One_turn_begins_no_more_of_them_than_its_pauses_may()
    {
        await using var call = new SessionScenario(options: new() { MaxSpeculationsPerTurn = 2 });
        call.Recognizer.Interims.Then([
            .. Enumerable.Range(1, 12).Select(n => new InterimTranscript($"¿Qué hora es{new string('a', n)}?", "")),
        ]);

        await call.SayAsync(6000);

        Assert.True(call.Recognizer.InterimDecodes.Count > 4);
        Assert.Equal(2, call.Chat.Requests.Count);
    }

    [Fact]
    public async Task Switched_off_it_waits_for_the_pause()
    {
        await using var call = new SessionScenario(options: new() { SpeculateOnInterim = false });
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora es?", ""));
        call.Recognizer.Finals.Then("¿Qué hora es?");

        await call.SayAsync(900);
        Assert.Empty(call.Chat.Requests);
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Single(call.Chat.Requests);
    }

    [Fact]
    public async Task A_language_model_elsewhere_is_asked_only_in_a_pause()
    {
        var cloud = new ScenarioEngines { Others = { ["cloud"] = ScenarioEngines.Elsewhere() } };
        await using var call = new SessionScenario(new() { Stages = StageNames.AllLocal with { Llm = "cloud" } }, cloud);
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora es?", ""));

        await call.SayAsync(900);

        Assert.True(call.Recognizer.InterimDecodes.Count > 0);
        Assert.Empty(cloud.Others["cloud"].Chat.Requests);
    }

    [Fact]
    public async Task What_the_model_judged_of_the_interim_counts_once_the_final_says_the_same()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Interims.Then(new InterimTranscript("¿Qué hora es?", ""));
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.MessageEnds.Then(0.9);

        await call.SayAsync(600);
        await call.Chat.Begun.ReachesAsync(1);
        await call.SayAsync(200);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        var stopped = await call.PauseUntilAsync<SpeechStopped>();

        Assert.InRange(stopped.AudioEnd.TotalMilliseconds, 950, 1150);
        Assert.Single(call.Chat.Requests);
    }
}
