using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class ObserverScenarios
{
    [Fact]
    public async Task An_observer_is_told_what_the_client_is_told_from_the_beginning_to_the_end()
    {
        var observer = new FakeSessionObserver();
        var call = new SessionScenario(new() { Extensions = true }, observer: observer);
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Son las tres.");

        await call.TakeTurnAsync();
        await call.DisposeAsync();

        Assert.Equal(call.Session.Id, observer.All[0]);
        Assert.Same(FakeSessionObserver.Over, observer.All[^1]);
        Assert.Equal("¿Qué hora es?", Assert.Single(observer.Of<InputTranscribed>()).Transcript);
        Assert.Equal("Son las tres.", Assert.Single(observer.Of<ResponseEnded>()).Text);
        Assert.Equal(call.Log.Of<ResponseAudio>().Count, observer.Of<ResponseAudio>().Count);
        Assert.Equal("Son las tres.", string.Concat(observer.Of<ResponseText>().Select(text => text.Delta)));
        Assert.Empty(observer.Of<(string, int)>());
    }

    [Fact]
    public async Task Transcripts_and_timelines_that_the_client_does_not_want_are_told_too()
    {
        var observer = new FakeSessionObserver();
        await using var call = new SessionScenario(new() { Transcribe = false }, observer: observer);
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas.");

        await call.TakeTurnAsync();
        await call.SettleAsync();

        Assert.Empty(call.Log.Of<InputTranscribed>());
        Assert.Empty(call.Log.Of<TurnMeasured>());
        Assert.Equal("Hola.", Assert.Single(observer.Of<InputTranscribed>()).Transcript);
        Assert.Single(observer.Of<TurnMeasured>());
    }

    [Fact]
    public async Task The_users_voice_is_heard_where_it_is_wanted()
    {
        var observer = new FakeSessionObserver(keepsAudio: true);
        await using var call = new SessionScenario(observer: observer);
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas.");

        await call.TakeTurnAsync();

        var (item, samples) = Assert.Single(observer.Of<(string, int)>());
        Assert.Equal(observer.Of<InputTranscribed>().Single().ItemId, item);

        // 600 ms of speech with some silence before and after, at 16 kHz.
        Assert.InRange(samples, 9_600, 40_000);
    }
}
