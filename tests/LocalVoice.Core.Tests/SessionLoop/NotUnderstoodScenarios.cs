using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The user speaks, and the recogniser understands nothing.</summary>
public sealed class NotUnderstoodScenarios
{
    private static readonly SessionSettings Ours = new() { Extensions = true };

    [Theory]
    [InlineData("es", "Perdona, no te he entendido.")]
    [InlineData("ca-valencia", "Perdona, no t'he entès.")]
    [InlineData("en", "Sorry, I didn't catch that.")]
    public async Task The_agent_says_that_it_has_not_understood(string language, string line)
    {
        await using var call = new SessionScenario(Ours with { Language = language });

        await call.SayAsync(900);
        var failed = await call.PauseUntilAsync<InputTranscriptionFailed>();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(Assert.Single(call.Log.Of<InputCommitted>()).ItemId, failed.ItemId);
        Assert.Equal("not_understood", failed.Code);
        Assert.Equal((ResponseOutcome.Completed, line), (ended.Outcome, ended.Text));
        Assert.NotEmpty(call.Log.Of<ResponseAudio>());
        Assert.Empty(call.Chat.Requests);
    }

    [Theory]
    [InlineData(true, TurnDetectionMode.ServerVad)]
    [InlineData(false, TurnDetectionMode.SemanticVad)]
    public async Task A_stock_client_is_told_nothing(bool extensions, TurnDetectionMode mode)
    {
        await using var call = new SessionScenario(
            new()
            {
                Extensions = extensions,
                TurnDetection = new() { Mode = mode },
            }
        );

        await call.SayAsync(900);
        await call.PauseAsync(2000);

        Assert.Empty(call.Log.Of<InputCommitted>());
        Assert.Empty(call.Log.Of<ResponseCreated>());
    }

    [Fact]
    public async Task A_stock_client_is_told_where_the_operator_wants_it()
    {
        await using var call = new SessionScenario(options: new() { Turns = new() { NotUnderstood = NotUnderstoodMode.Always } });

        await call.SayAsync(900);

        await call.PauseUntilAsync<InputTranscriptionFailed>();
        await call.PauseUntilAsync<ResponseEnded>();
    }

    [Fact]
    public async Task A_short_sound_and_one_that_is_hardly_speech_are_not_worth_a_word()
    {
        await using var call = new SessionScenario(Ours);
        await call.SayAsync(500);
        await call.PauseAsync(1500);
        call.Engines.VoiceActivity.Judge = window => Engines.Loudness(window, 0.6f);
        await call.SayAsync(2000);
        await call.PauseAsync(1500);

        Assert.Equal(2, call.Log.Of<SpeechStopped>().Count);
        Assert.Empty(call.Log.Of<InputCommitted>());
        Assert.Empty(call.Log.Of<ResponseCreated>());
    }

    [Fact]
    public async Task It_says_so_twice_in_a_row_and_again_once_it_has_understood()
    {
        await using var call = new SessionScenario(Ours);
        call.Recognizer.Finals.Then("", "", "", "Hola.", "");
        call.Chat.Replies.Then("Hola.");

        foreach (var (turn, responses) in new[] { (1, 1), (2, 2), (3, 2), (4, 3), (5, 4) })
        {
            await call.SayAsync(900);
            await call.PauseUntilAsync(() => call.Log.Of<InputCommitted>().Count == turn, $"item {turn}");
            await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>().Count == responses, $"{responses} responses");
            await call.PauseAsync(3500);
        }

        const string Line = "Perdona, no te he entendido.";
        Assert.Equal([Line, Line, "Hola.", Line], call.Log.Of<ResponseEnded>().Select(ended => ended.Text));
        Assert.Equal(4, call.Log.Of<InputTranscriptionFailed>().Count);
    }

    [Fact]
    public async Task A_sound_while_the_agent_talks_is_not_misunderstood_speech()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("");

        await call.SayAsync(900);
        await call.PauseAsync(1500);

        Assert.Empty(call.Log.Of<InputTranscriptionFailed>());
        await Calls.GoesOnToTheEndAsync(call);
    }

    private static class Engines
    {
        public static float Loudness(float[] window, float speech) =>
            FakeVoiceActivityDetectorFactory.ByLoudness(window) > 0.5f ? speech : 0.02f;
    }
}
