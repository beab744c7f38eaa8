using LocalVoice.Simulation.OpenAI.Audio;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>Serves <c>POST audio/speech</c>.</summary>
internal sealed class SpeechEndpoint(SimulatedSpeechOptions options, FaultPlan faults, RequestJournal journal)
{
    /// <summary>A tenth of a second but for one byte: pieces end amid samples, as they do over a network.</summary>
    private const int PieceBytes = (VoicedSignal.SampleRateHz / 10 * VoicedSignal.BytesPerSample) - 1;

    private int _served;

    public Task ServeAsync(HttpContext context) =>
        Exchange.RunAsync(context, journal, OpenAIErrors.Answer, left => AnswerAsync(context, left));

    private async Task AnswerAsync(HttpContext context, CancellationToken left)
    {
        const double BytesPerSecond = VoicedSignal.SampleRateHz * VoicedSignal.BytesPerSample;
        var pace = new TokenPace(options.FirstAudio, options.AudioSpeed * BytesPerSecond / PieceBytes, options.Time);
        var body = await context.Request.JsonAsync(left).ConfigureAwait(false);
        journal.Add(context.Request.Record(body));
        context.Request.RequireKey(options.ApiKey);
        var fault = faults.Take();
        if (fault.Refusal(options.ApiKey ?? "", "gpt-4o-mini-tts") is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        var request = SpeechRequest.Read(body, options.SpeechModels);
        await pace.UntilAsync(0, left).ConfigureAwait(false);
        OpenAIHeaders.Write(context.Response.Headers, $"req_simulated{Interlocked.Increment(ref _served):D4}", pace.Elapsed);
        context.Response.ContentType = request.IsEvents ? ServerSentEvent.MediaType : $"audio/{request.Format}";
        await SendAsync(request, new(context, fault, SpeechEvents.Failure(), options.Time), pace, left).ConfigureAwait(false);
    }

    private static async Task SendAsync(SpeechRequest request, FaultedBody body, TokenPace pace, CancellationToken left)
    {
        foreach (var (index, piece) in Audio(request).Chunk(PieceBytes).Index())
        {
            await pace.UntilAsync(index, left).ConfigureAwait(false);
            var bytes = request.IsEvents ? SpeechEvents.Delta(piece) : piece;
            if (!await body.WriteAsync(bytes, isWord: true, left).ConfigureAwait(false))
            {
                return;
            }
        }

        if (await body.BeforeEndAsync(left).ConfigureAwait(false) && request.IsEvents)
        {
            await body.WriteAsync(SpeechEvents.Done(request.Input), isWord: false, left).ConfigureAwait(false);
        }
    }

    private static byte[] Audio(SpeechRequest request)
    {
        var samples = VoicedSignal.Samples(VoicedSignal.Duration(request.Input, request.Speed));
        byte[] head = request.Format == "wav" ? WaveFile.StreamedHead(VoicedSignal.SampleRateHz) : [];
        return [.. head, .. VoicedSignal.Bytes(0, samples)];
    }
}
