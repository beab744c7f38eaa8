using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Tests.Mcp;

/// <summary>A server of tools on a free port of loopback, as old as the handshake, whose list of tools is any text.</summary>
internal sealed class RawToolServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _tools;
    private readonly bool _events;

    private RawToolServer(WebApplication app, string tools, bool events) => (_app, _tools, _events) = (app, tools, events);

    public Uri Address => new($"{_app.Urls.Single()}/mcp");

    /// <param name="tools">What stands between the brackets of the list.</param>
    /// <param name="events">Whether it answers with a stream of events.</param>
    public static async Task<RawToolServer> StartAsync(string tools, bool events)
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var server = new RawToolServer(builder.Build(), tools, events);
        server._app.MapPost("/mcp", (Delegate)server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        var result = asked.RootElement.GetProperty("method").GetString() switch
        {
            "initialize" => """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"raw","version":"1"}}""",
            "tools/list" => $$"""{"tools":[{{_tools}}]}""",
            _ => null,
        };
        if (!asked.RootElement.TryGetProperty("id", out var id))
        {
            return Results.Accepted();
        }

        var answer = $$"""{"jsonrpc":"2.0","id":{{id.GetRawText()}},"result":{{result}}}""";
        return result is null ? Results.NotFound()
            : _events ? Results.Text($"event: message\r\ndata: {answer}\r\n\r\n", "text/event-stream")
            : Results.Text(answer, "application/json");
    }
}
