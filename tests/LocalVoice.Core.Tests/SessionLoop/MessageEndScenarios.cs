using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.Endpointing;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The language model judges in the pause whether the user's message ends there.</summary>
public sealed class MessageEndScenarios
{
    private readonly PatientPolicy _policy = new();

    [Fact]
    public async Task What_the_model_judges_in_the_pause_ends_the_turn_that_the_words_alone_would_not()
    {
        await using var call = new SessionScenario(options: new() { EndpointingPolicy = _policy });
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.MessageEnds.Then(0.9);

        await call.SayAsync(600);
        await call.PauseAsync(140);
        await call.Chat.Begun.ReachesAsync(1);
        await call.PauseAsync(200);

        Assert.Equal(new EndpointingEvidence("¿Qué hora es?", "es") { MessageEnd = 0.9 }, _policy.Seen[^1]);
        Assert.Single(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task What_it_judges_unlikely_leaves_the_turn_open()
    {
        await using var call = new SessionScenario(options: new() { EndpointingPolicy = _policy });
        call.Recognizer.Finals.Then("Me llamo Roberto y.");
        call.Chat.MessageEnds.Then(0.01);

        await call.SayAsync(600);
        await call.PauseAsync(140);
        await call.Chat.Begun.ReachesAsync(1);
        await call.PauseAsync(600);

        Assert.Equal(0.01, _policy.Seen[^1].MessageEnd);
        Assert.Empty(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task A_turn_that_resumed_drops_what_was_judged_in_its_pause()
    {
        await using var call = new SessionScenario(options: new() { EndpointingPolicy = _policy });
        call.Recognizer.Finals.Then("Me llamo Roberto.", "Me llamo Roberto y vengo.");
        call.Chat.MessageEnds.Then(0.4, null);

        await call.SayAsync(600);
        await call.PauseAsync(140);
        await call.Chat.Begun.ReachesAsync(1);
        await call.SayAsync(400);
        await call.PauseAsync(140);
        await call.Chat.Begun.ReachesAsync(2);
        await call.SettleAsync();

        Assert.Contains(_policy.Seen, seen => seen.MessageEnd == 0.4);
        Assert.Equal(new EndpointingEvidence("Me llamo Roberto y vengo.", "es"), _policy.Seen[^1]);
    }

    [Fact]
    public async Task What_is_told_after_the_user_has_gone_on_reaches_nobody()
    {
        await using var call = new SessionScenario(options: new() { EndpointingPolicy = _policy });
        call.Recognizer.Finals.Then("Me llamo Roberto.", "Me llamo Roberto y vengo.");

        await call.SayAsync(600);
        await call.PauseAsync(140);
        await call.Chat.Begun.ReachesAsync(1);
        await call.SayAsync(400);
        Tell(call, 0.9);
        await call.PauseAsync(140);
        await call.Chat.Begun.ReachesAsync(2);
        Tell(call, 0.9);
        await call.PauseAsync(200);

        Assert.All(_policy.Seen, seen => Assert.Null(seen.MessageEnd));
        Assert.Empty(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task A_client_that_asks_for_a_fixed_silence_has_nobody_ask_the_model()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(500)) });
        call.Recognizer.Finals.Then("¿Qué hora es?");

        await call.TakeTurnAsync();

        Assert.Null(Assert.Single(call.Chat.Requests).Options.MessageEnd());
    }

    [Fact]
    public async Task Of_a_turn_that_is_decided_nobody_asks_the_model()
    {
        await using var call = new SessionScenario(new() { Speculate = false });
        call.Recognizer.Finals.Then("¿Qué hora es?");

        await call.TakeTurnAsync();

        Assert.Null(Assert.Single(call.Chat.Requests).Options.MessageEnd());
    }

    /// <summary>The first request's engine tells, however late.</summary>
    private static void Tell(SessionScenario call, double probability) => call.Chat.Requests[0].Options.MessageEnd()!.Tell(probability);

    /// <summary>Ends a turn at once where the model is sure, and after 2 s of silence otherwise.</summary>
    private sealed class PatientPolicy : IEndpointingPolicy
    {
        public List<EndpointingEvidence> Seen { get; } = [];

        public TimeSpan RequiredSilence(EndpointingEvidence evidence)
        {
            Seen.Add(evidence);
            return TimeSpan.FromMilliseconds(evidence.MessageEnd > 0.5 ? 200 : 2000);
        }
    }
}
