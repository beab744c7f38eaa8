using LocalVoice.Bench.Engines;
using LocalVoice.Bench.Engines.Candidates;
using LocalVoice.Client.Audio;
using LocalVoice.Engines;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Bench.Tests.Engines.Candidates;

public sealed class CandidateMeasuresTests
{
    private readonly BenchSpeech _speech = BenchSpeech.Of(new Recording(new short[] { 1, 2, 3 }, 16_000));

    [Fact]
    public async Task Recogniser_decodes_three_seconds()
    {
        var recognizer = new FakeRecognizer();
        var measure = Assert.Single(CandidateMeasures.Of(recognizer, _speech, "es", new TickingTime()));

        Assert.Equal(1.0, await measure.RunAsync(0, TestContext.Current.CancellationToken));

        Assert.Equal(3, Assert.Single(recognizer.Streams).LastDecoded.TotalSeconds);
    }

    [Fact]
    public async Task Language_model_sees_a_prompt_of_its_own_in_each_round()
    {
        using var chat = new FakeChatClient();
        chat.Replies.Then("uno dos tres cuatro cinco seis siete ocho nueve");
        var measures = await CandidateMeasures.OfAsync(chat, new TickingTime(), TestContext.Current.CancellationToken);

        await measures[0].RunAsync(0, TestContext.Current.CancellationToken);
        await measures[0].RunAsync(1, TestContext.Current.CancellationToken);

        var prompts = chat.Requests.Where(request => request.Options!.ConversationId!.StartsWith("prompt-", StringComparison.Ordinal));
        Assert.Equal(2, prompts.Select(request => request.Messages[0].Text).Distinct().Count());
    }

    [Fact]
    public async Task Answer_too_short_to_tell_a_rate_is_a_failure()
    {
        using var chat = new FakeChatClient();
        chat.Replies.Then("uno dos");
        var measures = await CandidateMeasures.OfAsync(chat, new TickingTime(), TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<EngineException>(() => measures[1].RunAsync(0, TestContext.Current.CancellationToken));

        Assert.Contains("too few to tell a rate", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Voice_is_timed_to_its_first_audio()
    {
        var synthesizer = new FakeSynthesizer(22_050);
        var measure = Assert.Single(CandidateMeasures.Of(synthesizer, new SynthesisRequest("Hola", "es"), new TickingTime()));

        Assert.Equal(1.0, await measure.RunAsync(0, TestContext.Current.CancellationToken));
    }
}
