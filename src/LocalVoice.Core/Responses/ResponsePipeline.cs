using System.Threading.Channels;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Text → clauses → speech → playback. Every stage is a loop that starts on the first item of the one before. The
/// sequential baseline adds barriers before speech and before playback.
/// </summary>
internal sealed class ResponsePipeline(SpokenTextPreparations preparations, ChannelWriter<SessionEvent> events, TimeProvider time)
{
    /// <summary>Holds back the output of all responses.</summary>
    public OutputHold Hold { get; } = new();

    /// <summary>Runs all stages to completion. Never throws: a failure becomes a result.</summary>
    public async Task<ResponseResult> RunAsync(Response response)
    {
        await Task.Yield();
        using var hold = new FirstClauseHold(time);
        var limit = new SpeechLimit(response.Plan.MaxSpeech, response.Plan.Settings.Speed);
        var llm = new LlmStage(response.Plan, response.Plan.Settings.Speak ? hold.Hold : null, limit);
        StageFailure? failure;
        try
        {
            failure = await RunStagesAsync(response, llm, hold, limit).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = new("pipeline", exception);
        }

        var usage = llm.Usage with { AudioDuration = response.Plan.Settings.OutputFormat.DurationOf(response.Item.Clock.SentSamples) };
        var outcome = Outcome(response, llm, failure);
        return new(outcome, response.Item.SentText, usage)
        {
            Failure = outcome.Status == ResponseStatus.Failed ? failure : null,
            Calls = outcome.Status == ResponseStatus.Completed ? llm.Calls : [],
            DroppedSystemMessages = llm.DroppedSystemMessages,
        };
    }

    /// <returns>The first failure of a stage that did not complete; null when all did.</returns>
    private async Task<StageFailure?> RunStagesAsync(Response response, LlmStage llm, FirstClauseHold hold, SpeechLimit limit)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(response.Cancelled);
        var stages = response.Plan.Settings.Speak ? Speak(response, llm, hold, limit, failed.Token) : Write(response, llm, failed.Token);
        Task? first = null;
        await foreach (var stage in Task.WhenEach(stages.Select(stage => stage.Task)).ConfigureAwait(false))
        {
            if (!stage.IsCompletedSuccessfully)
            {
                first ??= stage;
                await failed.CancelAsync().ConfigureAwait(false);
            }
        }

        return StageFailure.Of(stages, first);
    }

    private (string Name, Task Task)[] Speak(
        Response response,
        LlmStage llm,
        FirstClauseHold hold,
        SpeechLimit limit,
        CancellationToken stop
    )
    {
        var (recorder, language) = (response.Plan.Recorder, response.Plan.Settings.Language);
        var sequential = response.Plan.Settings.Pipeline == PipelineMode.Sequential;
        var words = Bounded<string>(PipelineLimits.ResponseText);
        var clauses = Bounded<string>(PipelineLimits.Clauses);
        var speech = Bounded<AgentOutput>(PipelineLimits.Speech);
        var playable = sequential ? Bounded<AgentOutput>(PipelineLimits.Speech) : speech;
        var playback = new PlaybackStage(response, events, RateOf(response), Hold, time);
        return
        [
            ("llm", WordsAsync(response, llm, words, stop)),
            ("clauses", new ClauseStage(recorder, language, sequential, hold, response.Item.Words, limit).RunAsync(words, clauses, stop)),
            ("tts", new TtsStage(preparations, response, hold).RunAsync(clauses, speech, stop)),
            ("barrier", sequential ? BarrierStage.RunAsync(speech.Reader, playable.Writer, stop) : Task.CompletedTask),
            ("playback", playback.RunAsync(playable, stop)),
        ];
    }

    private (string Name, Task Task)[] Write(Response response, LlmStage llm, CancellationToken stop)
    {
        var words = Bounded<string>(PipelineLimits.ResponseText);
        return
        [
            ("llm", WordsAsync(response, llm, words, stop)),
            ("playback", new PlaybackStage(response, events, RateOf(response), Hold, time).WriteTextAsync(words, stop)),
        ];
    }

    private static Task WordsAsync(Response response, LlmStage llm, ChannelWriter<string> words, CancellationToken stop) =>
        response.Plan.Text is { } text ? GivenText.RunAsync(text, words, stop) : llm.RunAsync(words, stop);

    private static int RateOf(Response response) => response.Plan.Engines.Synthesizer.SampleRateHz;

    private static ResponseOutcome Outcome(Response response, LlmStage llm, StageFailure? failure)
    {
        if (response.CancelReason != ResponseEndReason.None || response.Cancelled.IsCancellationRequested)
        {
            return new(ResponseStatus.Cancelled, response.CancelReason);
        }

        if (failure is not null)
        {
            var (code, message) = ClientFailure.OfResponse(response.Plan.ResponseId, failure.Stage, failure.Exception);
            return new(ResponseStatus.Failed, ResponseEndReason.Error, message, code);
        }

        return llm.HitLimit ? new(ResponseStatus.Incomplete, ResponseEndReason.MaxOutputTokens) : ResponseOutcome.Completed;
    }

    private static Channel<T> Bounded<T>(int capacity) =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
}
