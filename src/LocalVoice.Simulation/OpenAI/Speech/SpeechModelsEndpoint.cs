using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>Serves <c>GET models</c>, and refuses what there is not.</summary>
internal sealed class SpeechModelsEndpoint(SimulatedSpeechOptions options, RequestJournal journal)
{
    private const long Created = 1_727_740_800;

    public Task ServeAsync(HttpContext context) =>
        Exchange.RunAsync(
            context,
            journal,
            OpenAIErrors.Answer,
            async left =>
            {
                journal.Add(context.Request.Record(default));
                context.Request.RequireKey(options.ApiKey);
                var models = options.TranscriptionModels.Concat(options.SpeechModels).Select(id => OpenAIModel.Describe(id, Created));
                OpenAIHeaders.Write(context.Response.Headers, "req_simulated0000", TimeSpan.Zero);
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(WireJson.Bytes(OpenAIModel.List(models)), left).ConfigureAwait(false);
            }
        );

    public Task RefuseAsync(HttpContext context)
    {
        journal.Add(context.Request.Record(default));
        var refusal = new Refusal.NoSuchPath(context.Request.Method, context.Request.Path);
        return context.Response.WriteAsync(OpenAIErrors.Answer(refusal), context.RequestAborted);
    }
}
