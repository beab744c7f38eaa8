using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using LocalVoice.Simulation.OpenAI.Responses;
using LocalVoice.Simulation.OpenAI.Rules;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Serves <c>POST chat/completions</c>.</summary>
internal sealed class ChatEndpoint(Dialect dialect, SimulatedChatOptions options, FaultPlan faults, RequestJournal journal)
{
    private int _served;

    public Task ServeAsync(HttpContext context) => Exchange.RunAsync(context, journal, dialect.Answer, left => AnswerAsync(context, left));

    private async Task AnswerAsync(HttpContext context, CancellationToken left)
    {
        var pace = new TokenPace(options.FirstToken, options.TokensPerSecond, options.Time);
        if (context.Request.Method != HttpMethods.Post)
        {
            throw new RefusedException(new Refusal.WrongMethod(context.Request.Method, context.Request.Path));
        }

        var body = await context.Request.JsonAsync(left).ConfigureAwait(false);
        journal.Add(context.Request.Record(body));
        context.Request.RequireKey(options.ApiKey);
        var model = Model(body);
        var fault = faults.Take();
        if (fault.Refusal(options.ApiKey ?? "", model) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        var request = Accept(body, model);
        var number = Interlocked.Increment(ref _served);
        var now = options.Time.GetUtcNow().ToUnixTimeSeconds();
        var reply = ChatReply.Compose(number, now, request, options.Respond(request.LastUserText)) with { FirstToken = options.FirstToken };
        await pace.UntilAsync(0, left).ConfigureAwait(false);
        dialect.WriteHeaders(context.Response.Headers, reply.RequestId, pace.Elapsed);
        var writer = new ChatReplyWriter(dialect, context, fault, pace, options.Time);
        await (request.Stream ? writer.StreamAsync(reply, left) : writer.WriteAsync(reply, left)).ConfigureAwait(false);
    }

    private string Model(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(new Refusal.NotJson());
        }

        if (!body.TryGetProperty("model", out var model) || model.ValueKind == JsonValueKind.Null)
        {
            throw new RefusedException(new Refusal.Missing("model"));
        }

        ParameterRule.Text.Check("model", model);
        return dialect.Canonical(model.GetString()!);
    }

    private ChatRequest Accept(JsonElement body, string model)
    {
        var models = options.Models.Count > 0 ? options.Models : dialect.Models;
        if (!models.Contains(model))
        {
            throw new RefusedException(new Refusal.UnknownModel(model));
        }

        dialect.Rules(model).Check(body);
        dialect.CheckTogether(body);
        return ChatRequest.Read(body) with { Model = model };
    }
}
