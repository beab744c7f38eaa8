using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The session's language is to be detected: the voice follows the user.</summary>
public sealed class SpokenLanguageScenarios
{
    private static readonly SessionSettings Detected = new() { Language = "auto" };

    [Fact]
    public async Task Each_response_is_spoken_in_the_language_of_the_turn_that_it_responds_to()
    {
        await using var call = new SessionScenario(Detected);
        call.Recognizer.Finals.Then("What time is it?", "¿Y mañana?");
        call.Recognizer.Languages.Then("en", "es");
        call.Chat.Replies.Then("Three.", "Las tres.");

        await call.TakeTurnAsync();
        await call.TakeTurnAsync();

        Assert.Equal(["en", "es"], call.Synthesizer.Requests.Select(request => request.Language));
    }

    [Fact]
    public async Task So_is_one_that_was_begun_before_its_words_were_known()
    {
        await using var call = new SessionScenario(Detected with { Speculate = false });
        call.Recognizer.Finals.Then("What time is it?");
        call.Recognizer.Languages.Then("en");
        call.Chat.Replies.Then("Three.");

        await call.TakeTurnAsync();

        Assert.Equal("en", Assert.Single(call.Synthesizer.Requests).Language);
    }

    [Fact]
    public async Task A_session_with_a_language_keeps_it_whatever_is_heard()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Okay.");
        call.Recognizer.Languages.Then("en");
        call.Chat.Replies.Then("Bien.");

        await call.TakeTurnAsync();

        Assert.Equal("es", Assert.Single(call.Synthesizer.Requests).Language);
    }
}
