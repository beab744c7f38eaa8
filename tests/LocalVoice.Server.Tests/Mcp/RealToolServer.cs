using System.Collections.Concurrent;
using LocalVoice.Testing.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace LocalVoice.Server.Tests.Mcp;

/// <summary>A server of tools on a free port of loopback, made with the protocol's own library.</summary>
public sealed class RealToolServer : IAsyncLifetime
{
    private readonly ConcurrentQueue<string?> _authorizations = new();
    private WebApplication? _app;

    public Uri Address => new($"{_app!.Urls.Single()}/mcp");

    /// <summary>An address that redirects to <see cref="Address"/>.</summary>
    public Uri Moved => new($"{_app!.Urls.Single()}/moved");

    /// <summary>An address that is none of a server of tools.</summary>
    public Uri Nothing => new($"{_app!.Urls.Single()}/nothing");

    /// <summary>Calls of the tool <c>slow</c>, which ends when it is cancelled.</summary>
    public Counter SlowBegun { get; } = new();

    /// <summary>The header <c>Authorization</c> of every request.</summary>
    public IReadOnlyCollection<string?> Authorizations => _authorizations;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder
            .Services.AddMcpServer()
            .WithHttpTransport()
            .WithTools([
                McpServerTool.Create(
                    (string city) => $"Sunny in {city}",
                    new()
                    {
                        Name = "weather",
                        Description = "Tells the weather.",
                        ReadOnly = true,
                    }
                ),
                McpServerTool.Create(string () => throw new McpException("No table is free."), new() { Name = "book" }),
                McpServerTool.Create((int length) => new string('x', length), new() { Name = "long" }),
                McpServerTool.Create(
                    async (CancellationToken stop) =>
                    {
                        SlowBegun.Increment();
                        await new TaskCompletionSource().Task.WaitAsync(stop);
                        return "";
                    },
                    new() { Name = "slow" }
                ),
            ]);
        _app = builder.Build();
        _app.Use(
            (context, next) =>
            {
                _authorizations.Enqueue(context.Request.Headers.Authorization);
                return next(context);
            }
        );
        _app.MapMcp("/mcp");
        _app.MapMethods("/moved", ["GET", "POST"], () => Results.Redirect("/mcp", permanent: false, preserveMethod: true));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
