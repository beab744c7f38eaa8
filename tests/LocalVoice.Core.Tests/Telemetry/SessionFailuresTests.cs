using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.Telemetry;

public sealed class SessionFailuresTests : IDisposable
{
    private const string Secret = "the user said Rumpelstiltskin";

    private readonly RecordedFailures _failures = new();

    public void Dispose() => _failures.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_language_model_that_fails_is_one_line_and_one_count_without_words(bool speak)
    {
        await using var call = new SessionScenario(new() { Speak = speak }, failures: _failures);
        call.Chat.Replies.Then("Rumpelstiltskin no");
        call.Chat.WordsBeforeFailure = 1;
        call.Chat.Failure = new EngineException(Secret);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal(ResponseStatus.Failed, ended.Outcome.Status);
        Assert.Matches(
            $"^Warning: Session {call.Session.Id}: response {ended.ResponseId} \\(item {ended.ItemId}\\) failed in llm: EngineException, "
                + "after 0.000 s, 1 tokens and 0.000 s of audio \\(speculative: False\\)$",
            Assert.Single(_failures.Lines)
        );
        Assert.Equal(["localvoice.responses.failed 1 stage=llm kind=EngineException"], _failures.Counts);
    }

    [Fact]
    public async Task A_backend_elsewhere_that_fails_tells_the_operator_what_to_do()
    {
        await using var call = new SessionScenario(failures: _failures);
        call.Chat.Replies.Then("Uno.");
        call.Chat.Failure = new BackendException(BackendFault.Unauthorized, "groq (api.groq.com) refused the key; check GROQ_API_KEY.");

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Collection(
            _failures.Lines,
            line => Assert.Contains("failed in llm: Unauthorized, ", line, StringComparison.Ordinal),
            line => Assert.Equal($"Warning: Session {call.Session.Id}: groq (api.groq.com) refused the key; check GROQ_API_KEY.", line)
        );
    }

    [Fact]
    public async Task A_synthesizer_that_fails_is_told_from_the_language_model()
    {
        await using var call = new SessionScenario(failures: _failures);
        call.Chat.Replies.Then("Uno.");
        call.Synthesizer.Failure = new InvalidOperationException(Secret);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Contains("failed in tts: InvalidOperationException", Assert.Single(_failures.Lines), StringComparison.Ordinal);
        Assert.Equal(["localvoice.responses.failed 1 stage=tts kind=InvalidOperationException"], _failures.Counts);
    }

    [Fact]
    public async Task A_backend_that_gives_up_by_itself_counts_as_failed()
    {
        await using var call = new SessionScenario(failures: _failures);
        call.Chat.Replies.Then("Uno.");
        call.Chat.Failure = new TaskCanceledException(Secret);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Single(_failures.Lines);
        Assert.EndsWith("kind=TaskCanceledException", Assert.Single(_failures.Counts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Responses_that_complete_or_are_cancelled_are_no_failures()
    {
        await using var call = new SessionScenario(failures: _failures);
        call.Chat.Replies.Then("Uno.", "Dos tres.");
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        call.Chat.LaterWordsHold.Engage();
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Equal(ResponseStatus.Cancelled, ended.Outcome.Status);
        Assert.Empty(_failures.Lines);
        Assert.Empty(_failures.Counts);
    }

    [Theory]
    [InlineData(TurnDetectionMode.Manual)]
    [InlineData(TurnDetectionMode.ServerVad)]
    public async Task A_transcription_that_fails_is_one_line_and_one_count_without_words(TurnDetectionMode mode)
    {
        var detection = new TurnDetection { Mode = mode, SilenceDuration = TimeSpan.FromMilliseconds(40) };
        await using var call = new SessionScenario(new() { TurnDetection = detection }, failures: _failures);
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.ThenFail(new EngineException(Secret)).ThenFail(new EngineException(Secret));
        await call.SayAsync(600);
        await call.PauseAsync(200);
        if (mode == TurnDetectionMode.Manual)
        {
            await call.CommandAsync<InputCommitted>(new CommitInput());
        }

        call.Recognizer.FinalHold.Release();
        var failed = await call.ExpectAsync<InputTranscriptionFailed>();

        Assert.Matches(
            $"^Warning: Session {call.Session.Id}: transcription of item {failed.ItemId} failed: EngineException, [0-9.]+ s after its end$",
            Assert.Single(_failures.Lines)
        );
        Assert.Equal(["localvoice.transcriptions.failed 1 kind=EngineException"], _failures.Counts);
    }

    [Fact]
    public async Task A_session_that_a_failure_ends_is_one_line_and_one_count_without_words()
    {
        var call = new SessionScenario(failures: _failures);
        call.Engines.VoiceActivity.Judge = _ => throw new EngineException(Secret);

        await call.SayAsync(100);
        await call.Log.Completed;
        await call.DisposeAsync();

        Assert.Matches(
            $"^Error: Session {call.Session.Id} ended by a failure: EngineException, after [0-9.]+ s$",
            Assert.Single(_failures.Lines)
        );
        Assert.Equal(["localvoice.sessions.failed 1 kind=EngineException"], _failures.Counts);
    }

    [Fact]
    public async Task A_session_that_is_closed_is_no_failure()
    {
        await new SessionScenario(failures: _failures).DisposeAsync();

        Assert.Empty(_failures.Lines);
        Assert.Empty(_failures.Counts);
    }
}
