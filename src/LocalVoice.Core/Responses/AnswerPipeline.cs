using System.Threading.Channels;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Engines;

namespace LocalVoice.Core.Responses;

/// <summary>
/// Words → clauses → speech → playback, every stage a loop of its own: each starts on the first piece of the one
/// before. The sequential baseline is the same stages with a barrier before speech and before playback.
/// </summary>
internal sealed class AnswerPipeline(VoiceEngines engines, SpokenTextPreparations preparations, ChannelWriter<SessionEvent> events, TimeProvider time)
{
    /// <summary>Runs all stages to their end. Never throws: a failure is a result.</summary>
    public async Task<AnswerResult> RunAsync(Answer answer)
    {
        await Task.Yield();
        var reply = new ReplyStage(engines.Chat, answer.Request);
        Exception? failure;
        try
        {
            failure = await RunStagesAsync(answer, reply).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var usage = reply.Usage with
        {
            AudioDuration = answer.Request.Settings.OutputFormat.DurationOf(answer.Clock.SentSamples),
        };
        return new(Outcome(answer, reply, failure), answer.SentText, usage);
    }

    /// <returns>What made the first stage stop that did not reach its end; null when all did.</returns>
    private async Task<Exception?> RunStagesAsync(Answer answer, ReplyStage reply)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(answer.CutOff);
        Task[] stages = answer.Request.Settings.Speak ? Speak(answer, reply, failed.Token) : Write(answer, reply, failed.Token);
        Exception? failure = null;
        await foreach (var stage in Task.WhenEach(stages).ConfigureAwait(false))
        {
            if (!stage.IsCompletedSuccessfully)
            {
                // A backend that gives up by itself, as HTTP clients do at their time limit, ends as cancelled too.
                failure ??= stage.Exception?.GetBaseException() ?? new TaskCanceledException(stage);
                await failed.CancelAsync().ConfigureAwait(false);
            }
        }

        return failure;
    }

    private Task[] Speak(Answer answer, ReplyStage reply, CancellationToken stop)
    {
        var sequential = answer.Request.Settings.Pipeline == PipelineMode.Sequential;
        var words = Bounded<string>(PipelineLimits.ReplyText);
        var clauses = Bounded<string>(PipelineLimits.Clauses);
        var speech = Bounded<AgentOutput>(PipelineLimits.Speech);
        var playable = sequential ? Bounded<AgentOutput>(PipelineLimits.Speech) : speech;
        var playback = new PlaybackStage(answer, events, engines.Synthesizer.SampleRateHz, time);
        return
        [
            reply.RunAsync(words, stop),
            new ClauseStage(answer.Request.Recorder, answer.Request.Settings.Language, sequential).RunAsync(words, clauses, stop),
            new SpeechStage(engines.Synthesizer, preparations, answer).RunAsync(clauses, speech, stop),
            sequential ? BarrierStage.RunAsync(speech.Reader, playable.Writer, stop) : Task.CompletedTask,
            playback.RunAsync(playable, stop),
        ];
    }

    private Task[] Write(Answer answer, ReplyStage reply, CancellationToken stop)
    {
        var words = Bounded<string>(PipelineLimits.ReplyText);
        return [reply.RunAsync(words, stop), new PlaybackStage(answer, events, engines.Synthesizer.SampleRateHz, time).WriteTextAsync(words, stop)];
    }

    private static ResponseOutcome Outcome(Answer answer, ReplyStage reply, Exception? failure)
    {
        if (answer.CancelReason != ResponseEndReason.None || answer.CutOff.IsCancellationRequested)
        {
            return new(ResponseStatus.Cancelled, answer.CancelReason);
        }

        if (failure is not null)
        {
            var message = failure is EngineException ? failure.Message : $"The answer failed: {failure.GetType().Name}.";
            return new(ResponseStatus.Failed, ResponseEndReason.Error, message);
        }

        return reply.HitLimit ? new(ResponseStatus.Incomplete, ResponseEndReason.MaxOutputTokens) : ResponseOutcome.Completed;
    }

    private static Channel<T> Bounded<T>(int capacity) =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
}
