using System.Text;
using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Audio;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>Serves <c>POST audio/transcriptions</c>.</summary>
internal sealed class TranscriptionEndpoint(SimulatedSpeechOptions options, FaultPlan faults, RequestJournal journal)
{
    private int _served;

    public Task ServeAsync(HttpContext context) =>
        Exchange.RunAsync(context, journal, OpenAIErrors.Answer, left => AnswerAsync(context, left));

    private async Task AnswerAsync(HttpContext context, CancellationToken left)
    {
        var pace = new TokenPace(options.FirstWord, options.WordsPerSecond, options.Time);
        RequireSize(context.Request);
        if (!context.Request.HasFormContentType)
        {
            journal.Add(context.Request.Record(default));
            throw new RefusedException(new Refusal.Other("Could not parse multipart form"));
        }

        var form = await context.Request.ReadFormAsync(left).ConfigureAwait(false);
        var file = form.Files.Count > 0 ? await TranscriptionFile.BytesAsync(form, left).ConfigureAwait(false) : [];
        var fields = JsonSerializer.SerializeToElement(TranscriptionForm.Recorded(form));
        journal.Add(context.Request.Record(fields) with { File = file });
        context.Request.RequireKey(options.ApiKey);
        var fault = faults.Take();
        if (fault.Refusal(options.ApiKey ?? "", form["model"].ToString()) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        var request = TranscriptionForm.Read(form, options.TranscriptionModels);
        await TranscriptionFile.BytesAsync(form, left).ConfigureAwait(false);
        var heard = TranscriptionFile.Decode(file) with { Language = request.Language, Prompt = request.Prompt };
        var transcript = new Transcript(request, options.Transcribe(heard), heard.Duration);
        await pace.UntilAsync(0, left).ConfigureAwait(false);
        OpenAIHeaders.Write(context.Response.Headers, $"req_simulated{Interlocked.Increment(ref _served):D4}", pace.Elapsed);
        await (
            request.Stream ? StreamAsync(context, transcript, fault, pace, left) : WriteAsync(context, transcript, fault, left)
        ).ConfigureAwait(false);
    }

    private Task WriteAsync(HttpContext context, Transcript transcript, Fault fault, CancellationToken left) =>
        transcript.Form.Format == "text"
            ? FaultedJson.WriteAsync(
                context,
                Encoding.UTF8.GetBytes($"{transcript.Text}\n"),
                "text/plain; charset=utf-8",
                fault,
                options.Time,
                left
            )
            : FaultedJson.WriteAsync(context, transcript.Body(), fault, options.Time, left);

    private async Task StreamAsync(HttpContext context, Transcript transcript, Fault fault, TokenPace pace, CancellationToken left)
    {
        context.Response.ContentType = ServerSentEvent.MediaType;
        var body = new FaultedBody(context, fault, ServerSentEvent.Data(OpenAIErrors.Amid()).Bytes, options.Time);
        foreach (var (index, item) in transcript.Events().Index())
        {
            await pace.UntilAsync(index, left).ConfigureAwait(false);
            if (
                (!item.IsWord && !await body.BeforeEndAsync(left).ConfigureAwait(false))
                || !await body.WriteAsync(item.Bytes, item.IsWord, left).ConfigureAwait(false)
            )
            {
                return;
            }
        }
    }

    private void RequireSize(HttpRequest request)
    {
        if (request.ContentLength > Refusal.TooLarge.MostBytes)
        {
            journal.Add(request.Record(default));
            throw new RefusedException(new Refusal.TooLarge(request.ContentLength.Value));
        }
    }
}
