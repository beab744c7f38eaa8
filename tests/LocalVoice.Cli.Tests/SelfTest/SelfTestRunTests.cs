using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.SelfTest;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Cli.Tests.SelfTest;

public sealed class SelfTestRunTests
{
    private const string FakeReply = "Hola, ¿en qué puedo ayudarte?";

    [Fact]
    public async Task Sentence_that_is_heard_and_answered_right_is_ok()
    {
        var result = await RunAsync(hears: "hola", new SelfTestSentence("es", "Hola.", FakeReply));

        Assert.True(result.Ok);
        Assert.InRange(Assert.Single(result.Turns).V2vMs!.Value, 1, 2000);
    }

    [Fact]
    public async Task Sentence_that_is_misheard_fails()
    {
        var result = await RunAsync(hears: "ola k ase", new SelfTestSentence("es", "Hola.", FakeReply));

        Assert.False(result.Ok);
        Assert.Equal("ola k ase", Assert.Single(result.Turns).Heard);
    }

    [Fact]
    public async Task Wrong_answer_fails_and_the_right_one_is_named()
    {
        var result = await RunAsync(hears: "hola", new SelfTestSentence("es", "Hola.", "Adiós."));

        Assert.False(result.Ok);
        Assert.Contains("Adiós.", Assert.Single(result.Turns).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_answer_is_expected_any_will_do()
    {
        Assert.True((await RunAsync(hears: "hola", new SelfTestSentence("es", "Hola.", Reply: null))).Ok);
    }

    [Fact]
    public async Task As_many_words_may_be_misheard_as_the_sentence_allows()
    {
        var sentence = new SelfTestSentence("es", "Hola amigo.", Reply: null) { MaxWer = 0.5 };

        Assert.True((await RunAsync(hears: "hola", sentence)).Ok);
        Assert.False((await RunAsync(hears: "hola", sentence with { MaxWer = 0.49 })).Ok);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_fails()
    {
        var sentence = new SelfTestSentence("es", "Hola.", Reply: null) { MaxVoiceToVoice = TimeSpan.FromMilliseconds(1) };

        var result = await RunAsync(hears: "hola", sentence);

        Assert.Contains("later than", Assert.Single(result.Turns).Problem, StringComparison.Ordinal);
    }

    private static async Task<SelfTestDocument> RunAsync(string hears, SelfTestSentence sentence)
    {
        await using var server = await FakeRealtimeServer.StartAsync(hears);
        await using var address = await ServerAddress.OpenAsync(server.Url, key: null, CancellationToken.None);
        var run = new SelfTestRun(address, TimeProvider.System, (_, _) => Task.FromResult(Tones.Between(0, 100, 0)));
        return await run.OfAsync([sentence], CancellationToken.None);
    }
}
