using LocalVoice.Core.Compute;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Capacity;
using LocalVoice.Server.Configuration;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Capacity;

public sealed class RehearsalTests
{
    private readonly FakeVoiceSessionFactory _sessions = new();

    [Theory]
    [InlineData("en", "What can you do for me?")]
    [InlineData("es", "¿Qué puedes hacer por mí?")]
    public async Task The_voice_asks_in_a_language_that_it_is_made_for(string language, string question)
    {
        var voice = new FakeSynthesizer { Languages = [language] };
        var rehearsal = Of(voice).RunAsync(TestContext.Current.CancellationToken);
        await using var session = await _sessions.Opened.ReadAsync(TestContext.Current.CancellationToken);
        session.Finish();
        await rehearsal;

        Assert.Equal((question, language), (voice.Requests[0].Text, voice.Requests[0].Language));
        Assert.Equal(language, session.Settings.Language);
    }

    [Fact]
    public async Task A_voice_that_tells_no_languages_asks_in_the_one_of_the_profile()
    {
        var voice = new FakeSynthesizer();
        var rehearsal = Of(voice).RunAsync(TestContext.Current.CancellationToken);
        await using var session = await _sessions.Opened.ReadAsync(TestContext.Current.CancellationToken);
        session.Finish();
        await rehearsal;

        Assert.Equal("es", voice.Requests[0].Language);
    }

    [Fact]
    public async Task It_ends_when_nothing_was_heard()
    {
        var rehearsal = Of(new FakeSynthesizer()).RunAsync(TestContext.Current.CancellationToken);
        await using var session = await _sessions.Opened.ReadAsync(TestContext.Current.CancellationToken);

        await session.TellAsync(new InputTranscribed("item", "", TimeSpan.FromSeconds(1)));

        Assert.Null(await rehearsal);
    }

    private Rehearsal Of(FakeSynthesizer voice)
    {
        var options = Options.Create(
            new LocalVoiceOptions { DefaultProfile = "home", Profiles = { ["home"] = new ProfileOptions { Language = "es" } } }
        );
        return new(_sessions, voice, new ProfileCatalog(options), new ComputeBudget(2, TimeProvider.System), new SessionCapacity(options));
    }
}
