using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The agent speaks first where nobody does.</summary>
public sealed class MannersScenarios
{
    private static readonly SessionSettings Patient = new()
    {
        TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(300)) with { IdleTimeout = TimeSpan.FromSeconds(6) },
    };

    [Fact]
    public async Task It_greets_once_when_the_client_sends_audio_and_the_language_model_is_not_asked()
    {
        await using var call = new SessionScenario(new() { Greeting = "Clínica Sol, ¿dígame?" });

        var ended = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseAsync(3000);

        Assert.Equal("Clínica Sol, ¿dígame?", ended.Text);
        Assert.Single(call.Log.Of<ResponseCreated>());
        Assert.Empty(call.Chat.Requests);
    }

    [Fact]
    public async Task The_greeting_is_part_of_the_conversation()
    {
        await using var call = new SessionScenario(new() { Greeting = "¿Dígame?" });
        call.Recognizer.Finals.Then("Hola.");
        var greeting = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseAsync(greeting.Usage.AudioDuration);

        await call.TakeTurnAsync();

        Assert.Equal("assistant: ¿Dígame?\nuser: Hola.", call.Chat.Requests[^1].Prompt);
    }

    [Fact]
    public async Task A_client_that_sends_its_settings_and_no_audio_is_greeted_too()
    {
        await using var call = new SessionScenario(new() { Greeting = "¿Dígame?" });

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings));

        Assert.Equal("¿Dígame?", (await call.ExpectAsync<ResponseEnded>()).Text);
    }

    [Fact]
    public async Task A_client_that_goes_on_with_a_conversation_is_not_greeted_again()
    {
        await using var call = new SessionScenario(new() { Greeting = "¿Dígame?" });
        await call.CommandAsync<ItemAdded>(Told(ConversationRole.Agent, "¿Dígame?"));

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings));
        await call.PauseAsync(3000);

        Assert.Empty(call.Log.Of<ResponseCreated>());
    }

    [Fact]
    public async Task What_the_system_says_beforehand_is_no_conversation_yet()
    {
        await using var call = new SessionScenario(new() { Greeting = "¿Dígame?" });
        await call.CommandAsync<ItemAdded>(Told(ConversationRole.System, "Llama Ana."));

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings));

        Assert.Equal("¿Dígame?", (await call.ExpectAsync<ResponseEnded>()).Text);
    }

    [Fact]
    public async Task Whoever_says_nothing_after_the_agent_is_asked_whether_they_are_there()
    {
        await using var call = new SessionScenario(Patient);
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Las tres.");
        await call.TakeTurnAsync();

        await call.PauseAsync(5900);
        Assert.Empty(call.Log.Of<InputTimedOut>());
        var idle = await call.PauseUntilAsync<InputTimedOut>();
        var ended = await call.PauseUntilAsync<ResponseEnded>(() => call.Log.Of<ResponseEnded>().ElementAtOrDefault(1));

        Assert.Equal(6, (idle.AudioEnd - idle.AudioStart).TotalSeconds, 0.1);
        Assert.Equal("¿Sigues ahí?", ended.Text);
        Assert.Equal(idle.ItemId, call.Log.Of<InputCommitted>()[^1].ItemId);
        Assert.Single(call.Chat.Requests);
    }

    [Fact]
    public async Task Two_questions_without_an_answer_are_enough_until_the_user_speaks_again()
    {
        await using var call = new SessionScenario(Patient);
        call.Recognizer.Finals.Then("¿Qué hora es?", "Sí.");
        call.Chat.Replies.Then("Las tres.", "Bien.");
        await call.TakeTurnAsync();

        await call.PauseAsync(40_000);
        Assert.Equal(2, call.Log.Of<InputTimedOut>().Count);
        await call.TakeTurnAsync();
        await call.PauseAsync(7000);

        Assert.Equal(3, call.Log.Of<InputTimedOut>().Count);
    }

    [Fact]
    public async Task Whoever_speaks_meanwhile_is_not_asked()
    {
        await using var call = new SessionScenario(Patient);
        call.Recognizer.Finals.Then("¿Qué hora es?", "Gracias.");
        call.Chat.Replies.Then("Las tres.", "De nada.");
        await call.TakeTurnAsync();

        await call.PauseAsync(4000);
        await call.TakeTurnAsync();
        await call.PauseAsync(4000);

        Assert.Empty(call.Log.Of<InputTimedOut>());
    }

    [Fact]
    public async Task Before_the_agent_has_spoken_nobody_is_asked()
    {
        await using var call = new SessionScenario(Patient);

        await call.PauseAsync(20_000);

        Assert.Empty(call.Log.Of<InputTimedOut>());
    }

    private static CreateItem Told(ConversationRole role, string text) =>
        new(new MessageItem("told", role, text, Spoken: false, ConversationItemStatus.Completed), null);
}
