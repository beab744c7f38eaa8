using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Speech;

namespace LocalVoice.Core.Responses;

/// <summary>Synthesises clauses in order, ahead of playback by up to the channel's capacity.</summary>
/// <param name="hold">Told of the first audio.</param>
internal sealed class TtsStage(SpokenTextPreparations preparations, Response response, FirstClauseHold hold)
{
    /// <summary>Audio that others' work may take the time of, before the next is needed; chosen by trial.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1.5);

    private long _samples;

    public async Task RunAsync(ChannelReader<string> clauses, ChannelWriter<AgentOutput> output, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var clause in clauses.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await SpeakAsync(clause, output, cancellationToken).ConfigureAwait(false);
            }

            response.Item.Words.Complete();
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            hold.AudioReady();
            output.TryComplete(failure);
        }
    }

    private async Task SpeakAsync(string clause, ChannelWriter<AgentOutput> output, CancellationToken cancellationToken)
    {
        response.Item.Words.BeginClause(clause);
        await output.WriteAsync(new(clause, default), cancellationToken).ConfigureAwait(false);
        response.Plan.Recorder.Mark(TurnMark.TtsRequest);
        var chunks = response.Plan.Engines.Synthesizer.SynthesizeAsync(RequestFor(clause), cancellationToken);
        await foreach (var chunk in chunks.ConfigureAwait(false))
        {
            response.Plan.Recorder.Mark(TurnMark.FirstAudioReady);
            hold.AudioReady();
            _samples += chunk.Samples.Length;
            response.Item.Words.AddSamples(chunk.Samples.Length);
            await output.WriteAsync(new(null, chunk.Samples), cancellationToken).ConfigureAwait(false);
        }
    }

    private SynthesisRequest RequestFor(string clause)
    {
        var (settings, engines, recorder) = (response.Plan.Settings, response.Plan.Engines, response.Plan.Recorder);
        var text = preparations.For(settings.Language).Prepare(clause);
        return new(text, settings.Language, settings.Voice, settings.Speed)
        {
            Speculative = !response.Opened.IsCompleted,
            First = _samples == 0,
            UntilNeeded = UntilNeeded,
            Report = recorder.Asks(engines.Synthesizer.Info),
        };
    }

    /// <summary>The sequential baseline plays nothing before all is spoken.</summary>
    private TimeSpan UntilNeeded() =>
        response.Plan.Settings.Pipeline is PipelineMode.Sequential
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds((double)_samples / response.Plan.Engines.Synthesizer.SampleRateHz) - response.Item.Heard - Reserve;
}
