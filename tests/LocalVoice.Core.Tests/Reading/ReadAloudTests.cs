using LocalVoice.Core.Reading;
using LocalVoice.Core.Text;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.Reading;

public sealed class ReadAloudTests
{
    private readonly FakeSynthesizer _voice = new();
    private readonly ReadAloud _reading = new(SpokenTextPreparations.WithoutLexicons);

    [Fact]
    public async Task A_text_is_said_clause_by_clause_without_markup_and_normalised()
    {
        await SpeakAsync(new("# Hola\n\nSon **3 euros**. ¿Algo más? 😀", "es", "tone", 1.5));

        Assert.Equal(["Hola.", "Son tres euros.", "¿Algo más?"], _voice.Requests.Select(request => request.Text.Trim()));
        Assert.All(_voice.Requests, request => Assert.Equal(("es", "tone", 1.5), (request.Language, request.Voice, request.Speed)));
    }

    [Fact]
    public async Task Nobody_waits_for_it()
    {
        await SpeakAsync(new("Hola.", "es"));

        Assert.Equal((true, false), (_voice.Requests.Single().Speculative, _voice.Requests.Single().First));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀")]
    [InlineData("```\nlet x = 1;\n```")]
    public async Task Without_anything_to_say_nothing_is_said(string text)
    {
        Assert.False(_reading.Pronounces(new(text, "es")));
        Assert.Equal(0, await SpeakAsync(new(text, "es")));
    }

    [Theory]
    [InlineData("😀 Hola")]
    [InlineData("3")]
    public void Words_and_numbers_are_pronounced(string text) => Assert.True(_reading.Pronounces(new(text, "es")));

    [Fact]
    public async Task The_next_clause_is_synthesised_when_it_is_asked_for()
    {
        await foreach (var _ in _reading.SpeakAsync(_voice, new("Uno dos tres. Cuatro cinco seis.", "es"), CancellationToken.None))
        {
            break;
        }

        Assert.Single(_voice.Requests);
    }

    [Fact]
    public async Task A_text_that_is_still_being_written_is_said_as_the_whole_would_be()
    {
        string[] parts = ["# Ho", "la\n\nSon **3 eu", "ros**. ¿Al", "go más? ", "😀"];

        await foreach (var _ in _reading.SpeakAsync(_voice, new("", "es"), parts.ToAsyncEnumerable(), CancellationToken.None))
        {
            // Said.
        }

        Assert.Equal(["Hola.", "Son tres euros.", "¿Algo más?"], _voice.Requests.Select(request => request.Text.Trim()));
    }

    [Fact]
    public async Task Its_first_clause_is_said_before_the_next_is_written()
    {
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var speech = _reading
            .SpeakAsync(_voice, new("", "es"), WrittenAsync(), CancellationToken.None)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await speech.MoveNextAsync());
        Assert.Equal("Uno dos tres.", _voice.Requests.Single().Text.Trim());
        rest.SetResult();
        while (await speech.MoveNextAsync())
        {
            // Said.
        }

        Assert.Equal(2, _voice.Requests.Count);

        async IAsyncEnumerable<string> WrittenAsync()
        {
            yield return "Uno dos tres. Cua";
            await rest.Task;
            yield return "tro cinco seis.";
        }
    }

    private async Task<int> SpeakAsync(SynthesisRequest request)
    {
        var samples = 0;
        await foreach (var chunk in _reading.SpeakAsync(_voice, request, CancellationToken.None))
        {
            samples += chunk.Samples.Length;
        }

        return samples;
    }
}
