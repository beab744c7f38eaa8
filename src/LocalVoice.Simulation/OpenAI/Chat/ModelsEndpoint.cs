using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Serves <c>GET models</c> and <c>GET models/ID</c>, and refuses what there is not.</summary>
internal sealed class ModelsEndpoint(Dialect dialect, SimulatedChatOptions options, RequestJournal journal)
{
    private const long Created = 1_727_740_800;

    public async Task ServeAsync(HttpContext context)
    {
        journal.Add(context.Request.Record(default));
        try
        {
            context.Request.RequireKey(options.ApiKey);
            var models = options.Models.Count > 0 ? options.Models : dialect.Models;
            var asked = context.Request.RouteValues["id"] as string;
            if (asked is not null && !models.Contains(dialect.Canonical(asked)))
            {
                throw new RefusedException(new Refusal.UnknownModel(dialect.Canonical(asked)));
            }

            var body = asked is null
                ? OpenAIModel.List(models.Select(id => dialect.Model(id, Created)))
                : dialect.Model(dialect.Canonical(asked), Created);
            dialect.WriteHeaders(context.Response.Headers, "req_simulated0000", TimeSpan.Zero);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(WireJson.Bytes(body), context.RequestAborted).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            await context.Response.WriteAsync(dialect.Answer(refused.Refusal), context.RequestAborted).ConfigureAwait(false);
        }
    }

    public Task RefuseAsync(HttpContext context)
    {
        journal.Add(context.Request.Record(default));
        var refusal = new Refusal.NoSuchPath(context.Request.Method, context.Request.Path);
        return context.Response.WriteAsync(dialect.Answer(refusal), context.RequestAborted);
    }
}
