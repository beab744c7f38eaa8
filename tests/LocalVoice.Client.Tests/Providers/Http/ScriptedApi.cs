using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Client.Tests.Providers.Http;

/// <summary>A server on the real HTTP stack that answers each request as the test says, and keeps what it was asked.</summary>
internal sealed class ScriptedApi : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ScriptedApi(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.First());

    public string Path { get; private set; } = "";

    public string? Authorization { get; private set; }

    /// <summary>The last request's fields, where it was a form; its file is <see cref="File"/>.</summary>
    public Dictionary<string, string> Form { get; } = [];

    public byte[]? File { get; private set; }

    public string? FileName { get; private set; }

    /// <summary>The last request's body, where it was no form.</summary>
    public string Body { get; private set; } = "";

    public static async Task<ScriptedApi> StartAsync(Func<HttpContext, Task> respond)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new ScriptedApi(builder.Build());
        api._application.Run(async context =>
        {
            await api.NoteAsync(context.Request);
            await respond(context);
        });
        await api._application.StartAsync();
        return api;
    }

    /// <param name="parts">Sent one by one.</param>
    public static Func<HttpContext, Task> Sends(string mediaType, params byte[][] parts) =>
        async context =>
        {
            context.Response.ContentType = mediaType;
            foreach (var part in parts)
            {
                await context.Response.Body.WriteAsync(part);
                await context.Response.Body.FlushAsync();
            }
        };

    public static Func<HttpContext, Task> Refuses(int status, string body) =>
        context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        };

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task NoteAsync(HttpRequest request)
    {
        (Path, Authorization) = (request.Path, request.Headers.Authorization);
        if (!request.HasFormContentType)
        {
            using var reader = new StreamReader(request.Body);
            Body = await reader.ReadToEndAsync();
            return;
        }

        var form = await request.ReadFormAsync();
        foreach (var (name, value) in form)
        {
            Form[name] = value.ToString();
        }

        using var file = new MemoryStream();
        await form.Files["file"]!.CopyToAsync(file);
        (File, FileName) = (file.ToArray(), form.Files["file"]!.FileName);
    }
}
