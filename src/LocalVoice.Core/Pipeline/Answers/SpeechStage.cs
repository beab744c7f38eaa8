using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Speech;
using LocalVoice.Core.Telemetry;
using LocalVoice.Speech;

namespace LocalVoice.Core.Pipeline.Answers;

/// <summary>Speaks clause after clause, running ahead of playback as far as its channel allows.</summary>
internal sealed class SpeechStage(ISpeechSynthesizer synthesizer, SpokenTextPreparation preparation, AnswerRequest request, Func<bool> decided)
{
    public async Task RunAsync(ChannelReader<string> clauses, ChannelWriter<AgentOutput> output, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var clause in clauses.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await SpeakAsync(clause, output, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            output.TryComplete(failure);
        }
    }

    private async Task SpeakAsync(string clause, ChannelWriter<AgentOutput> output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(new(clause, default), cancellationToken).ConfigureAwait(false);
        request.Recorder.Mark(TurnMark.TtsRequest);
        await foreach (var chunk in synthesizer.SynthesizeAsync(RequestFor(clause), cancellationToken).ConfigureAwait(false))
        {
            request.Recorder.Mark(TurnMark.FirstAudioReady);
            await output.WriteAsync(new(null, chunk.Samples), cancellationToken).ConfigureAwait(false);
        }
    }

    private SynthesisRequest RequestFor(string clause)
    {
        SessionSettings settings = request.Settings;
        var text = preparation.Prepare(clause, settings.Language);
        return new(text, settings.Language, settings.Voice, settings.Speed) { Speculative = !decided() };
    }
}
