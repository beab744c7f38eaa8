using LocalVoice.Core.Fallbacks;
using LocalVoice.Remote;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Fallbacks;

public sealed class FallbackTurnTakingTests
{
    private readonly FakeRemoteRecognizer _first = new() { TakesTurns = true };
    private readonly FakeRecognizer _second = new();
    private readonly IStreamingRecognizer _recognizer;

    public FallbackTurnTakingTests() => _recognizer = Fallback.Of(_first, _second, FallbackOptions.Default, new FakeTimeProvider());

    [Fact]
    public async Task What_the_first_hears_of_turns_is_heard()
    {
        await using var stream = Assert.IsType<ITurnTakingStream>(_recognizer.OpenStream(RecognitionOptions.For("es")), exactMatch: false);
        var hearing = stream.Turns.ReadAllAsync().GetAsyncEnumerator();
        var next = hearing.MoveNextAsync();

        var said = ((FakeTurnTakingStream)_first.Streams[0]).HearAsync(TurnHearing.Ended, "Hola.");
        Assert.True(await next);

        Assert.Equal((TurnHearing.Ended, "Hola."), (hearing.Current.Hearing, hearing.Current.Transcript.Text));
        var more = hearing.MoveNextAsync();
        await said;
        Assert.False(more.IsCompleted);
    }

    [Fact]
    public async Task When_the_first_fails_no_more_ends_of_turns_are_heard()
    {
        await using var stream = (ITurnTakingStream)_recognizer.OpenStream(RecognitionOptions.For("es"));
        _first.FinalFailure = new BackendException(BackendFault.Interrupted, "Gone.");

        await stream.DecodeFinalAsync(CancellationToken.None);

        await stream.Turns.Completion.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    [Fact]
    public async Task A_recogniser_that_takes_no_turns_gives_a_stream_that_takes_none()
    {
        _first.TakesTurns = false;
        await using var stream = _recognizer.OpenStream(RecognitionOptions.For("es"));

        Assert.IsNotType<ITurnTakingStream>(stream, exactMatch: false);
    }
}
