using System.Threading.Channels;
using LocalVoice.Chat;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;
using LocalVoice.Engines;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Responses;

public sealed class ResponsePipelineTests
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);
    private readonly ScenarioEngines _engines = new();
    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(4096);

    [Fact]
    public async Task Every_clause_is_written_before_it_is_heard()
    {
        _engines.Chat.Replies.Then("Claro que sí. Son las tres de la tarde en Valencia.");

        var result = await RunAsync(new());

        Assert.Equal(ResponseOutcome.Completed, result.Outcome);
        var kinds = Told().Select(happened => happened is ResponseText ? 'T' : 'A').ToList();
        Assert.Matches("^TA+TA+$", string.Concat(kinds));
        Assert.Equal(result.Text, string.Concat(Told().OfType<ResponseText>().Select(text => text.Delta)));
    }

    [Fact]
    public async Task A_text_only_response_has_its_markdown_and_no_reasoning()
    {
        _engines.Chat.Replies.Then("<think>Una hora, la de ahora.</think> Son **las tres**. <|im_end|>");

        var result = await RunAsync(new() { Speak = false });

        Assert.Equal("Son **las tres**.", result.Text.TrimEnd());
        Assert.Equal(result.Text, string.Concat(Told().OfType<ResponseText>().Select(text => text.Delta)));
    }

    [Fact]
    public async Task The_first_clause_is_spoken_while_the_model_still_writes()
    {
        _engines.Chat.Replies.Then("Claro que sí. Son las tres.");
        _engines.Chat.WordsBeforeHold = 4;
        _engines.Chat.LaterWordsHold.Engage();

        var running = RunAsync(new());
        await _engines.Synthesizer.Begun.ReachesAsync(1);
        Assert.False(running.IsCompleted);

        _engines.Chat.LaterWordsHold.Release();
        await running.WaitAsync(ResponseTimeout);
    }

    [Fact]
    public async Task The_model_is_held_from_the_first_clause_until_its_audio_is_ready()
    {
        _engines.Chat.Replies.Then("Claro que sí. Son las tres.");
        _engines.Synthesizer.Hold.Engage();
        var running = RunAsync(new());
        await _engines.Synthesizer.Begun.ReachesAsync(1);
        var hold = _engines.Chat.Requests[0].Options.Hold();
        Assert.True(hold!.IsEngaged);

        _engines.Synthesizer.Hold.Release();
        await _engines.Synthesizer.ChunksTaken.ReachesAsync(1);

        Assert.False(hold.IsEngaged);
        await running;
        Assert.False(hold.IsEngaged);
    }

    [Fact]
    public void A_voice_that_takes_long_holds_the_model_no_longer_than_a_quarter_of_a_second()
    {
        var time = new FakeTimeProvider();
        using var hold = new FirstClauseHold(time);
        hold.ClauseReady();
        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.True(hold.Hold.IsEngaged);

        time.Advance(TimeSpan.FromMilliseconds(1));
        hold.ClauseReady();

        Assert.False(hold.Hold.IsEngaged);
    }

    [Fact]
    public async Task Nothing_leaves_before_the_gate_opens_but_everything_is_ready()
    {
        _engines.Chat.Replies.Then("Claro que sí.");
        using var response = Begin(new());
        var running = Pipeline().RunAsync(response);
        await _engines.Synthesizer.Begun.ReachesAsync(1);
        Assert.Equal(0, _events.Reader.Count);

        response.Open();
        await running.WaitAsync(ResponseTimeout);

        Assert.NotEmpty(Told());
    }

    [Fact]
    public async Task A_model_that_fails_midway_fails_the_answer()
    {
        _engines.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho.");
        _engines.Chat.Failure = new EngineException("Out of memory.");
        _engines.Chat.WordsBeforeFailure = 4;

        Assert.Equal(Failed("response_failed", "The language model failed."), (await RunAsync(new())).Outcome);
    }

    [Fact]
    public async Task A_voice_that_fails_stops_the_model_too()
    {
        _engines.Chat.Replies.Then("Claro que sí. Son las tres.");
        _engines.Chat.WordsBeforeHold = 4;
        _engines.Chat.LaterWordsHold.Engage();
        _engines.Synthesizer.Failure = new EngineException("No voice.");

        Assert.Equal(Failed("response_failed", "The speech synthesizer failed."), (await RunAsync(new())).Outcome);
        Assert.Equal(1, _engines.Chat.Cancelled.Count);
    }

    [Fact]
    public async Task A_backend_that_gives_up_by_itself_is_a_failure_and_not_an_answer()
    {
        _engines.Chat.Replies.Then("Uno dos.");
        _engines.Chat.Failure = new TaskCanceledException("time limit");
        _engines.Chat.WordsBeforeFailure = 1;

        Assert.Equal(Failed("engine_timeout", "The language model took too long."), (await RunAsync(new())).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_stops_every_stage(bool opened)
    {
        _engines.Chat.Replies.Then("Claro que sí. Son las tres.");
        _engines.Chat.WordsBeforeHold = 4;
        _engines.Chat.LaterWordsHold.Engage();
        _engines.Synthesizer.Hold.Engage();
        using var response = Begin(new());
        if (opened)
        {
            response.Open();
        }

        var running = Pipeline().RunAsync(response);
        await _engines.Synthesizer.Begun.ReachesAsync(1);
        response.Cancel(ResponseEndReason.TurnDetected);
        var result = await running.WaitAsync(ResponseTimeout);

        Assert.Equal(new(ResponseStatus.Cancelled, ResponseEndReason.TurnDetected), result.Outcome);
        Assert.Equal((1, 1), (_engines.Chat.Cancelled.Count, _engines.Synthesizer.Cancelled.Count));
        Assert.DoesNotContain(Told(), happened => happened is ResponseAudio);
    }

    [Fact]
    public void Cancelling_after_the_end_is_harmless()
    {
        var response = Begin(new());
        response.Dispose();

        response.Cancel(ResponseEndReason.TurnDetected);

        Assert.False(response.Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task The_sequential_pipeline_waits_for_the_whole_text_and_then_for_the_whole_audio()
    {
        _engines.Chat.Replies.Then("Claro que sí. Son las tres.");
        _engines.Chat.WordsBeforeHold = 4;
        _engines.Chat.LaterWordsHold.Engage();
        _engines.Synthesizer.LaterChunksHold.Engage();

        var running = RunAsync(new() { Pipeline = PipelineMode.Sequential });
        await _engines.Chat.Begun.ReachesAsync(1);
        Assert.Equal(0, _engines.Synthesizer.Begun.Count);
        _engines.Chat.LaterWordsHold.Release();
        await _engines.Synthesizer.Begun.ReachesAsync(1);
        Assert.Equal(0, _events.Reader.Count);
        _engines.Synthesizer.LaterChunksHold.Release();

        Assert.Equal("Claro que sí. Son las tres.", (await running.WaitAsync(ResponseTimeout)).Text);
        Assert.Single(_engines.Synthesizer.Requests);
    }

    [Theory]
    [InlineData(PipelineMode.Parallel)]
    [InlineData(PipelineMode.Sequential)]
    public async Task A_long_answer_ends_with_the_sentence_at_which_it_is_long_enough_and_is_complete(PipelineMode pipeline)
    {
        // Of 16 characters each: one second of speech.
        _engines.Chat.Replies.Then(string.Concat(Enumerable.Range(10, 60).Select(i => $"Son las {i} y 20. ")));
        using var response = Begin(new() { Pipeline = pipeline }, TimeSpan.FromSeconds(4.5));
        response.Open();

        var result = await Pipeline().RunAsync(response).WaitAsync(ResponseTimeout);

        Assert.Equal(ResponseOutcome.Completed, result.Outcome);
        Assert.Equal("Son las 10 y 20. Son las 11 y 20. Son las 12 y 20. Son las 13 y 20. Son las 14 y 20.", result.Text);
        Assert.True(result.Usage.OutputTokens < 200, $"{result.Usage.OutputTokens} tokens were asked for.");
    }

    [Fact]
    public async Task A_sentence_without_end_ends_between_two_words()
    {
        _engines.Chat.Replies.Then(string.Concat(Enumerable.Repeat("palabra ", 500)));
        using var response = Begin(new(), TimeSpan.FromSeconds(10));
        response.Open();

        var result = await Pipeline().RunAsync(response).WaitAsync(ResponseTimeout);

        Assert.Equal(ResponseOutcome.Completed, result.Outcome);
        Assert.InRange(result.Text.Length, 240, 480);
        Assert.EndsWith("palabra", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_text_is_written_for_a_client_that_reads()
    {
        _engines.Chat.Replies.Then("Claro que sí.");

        Assert.Equal("Claro que sí.", (await RunAsync(new() { Speak = false })).Text);
        Assert.All(Told(), happened => Assert.IsType<ResponseText>(happened));
    }

    private static ResponseOutcome Failed(string code, string sentence) =>
        new(ResponseStatus.Failed, ResponseEndReason.Error, $"{sentence} The server's log says more under resp_1.", code);

    private Task<ResponseResult> RunAsync(SessionSettings settings)
    {
        var response = Begin(settings);
        response.Open();
        return Pipeline().RunAsync(response).WaitAsync(ResponseTimeout);
    }

    private Response Begin(SessionSettings settings, TimeSpan? maxSpeech = null) =>
        new(
            new("resp_1", "item_1", "sess_1", settings, _engines.ToEngines(), new TurnRecorder(TimeProvider.System, 1))
            {
                Messages = [new(Microsoft.Extensions.AI.ChatRole.User, "Hola.")],
                MaxSpeech = maxSpeech,
            },
            new("item_1", settings.Speak, settings.OutputFormat, 24_000, TimeProvider.System),
            ResponseState.Preparing,
            CancellationToken.None
        );

    private ResponsePipeline Pipeline() => new(SpokenTextPreparations.WithoutLexicons, _events.Writer, TimeProvider.System);

    private List<SessionEvent> Told()
    {
        var told = new List<SessionEvent>();
        while (_events.Reader.TryRead(out var happened))
        {
            told.Add(happened);
        }

        foreach (var happened in told)
        {
            _events.Writer.TryWrite(happened);
        }

        return told;
    }
}
