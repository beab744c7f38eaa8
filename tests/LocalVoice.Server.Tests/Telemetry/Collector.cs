using System.Collections.Concurrent;
using Google.Protobuf;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Tests.Telemetry;

/// <summary>
/// A collector that takes what OTLP over HTTP allows and nothing else: known paths, POST, protobuf whose fields are well formed
/// (opentelemetry.io/docs/specs/otlp, "OTLP/HTTP").
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly string[] Paths = ["/v1/metrics", "/v1/traces", "/v1/logs"];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _texts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new();

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Address => _app.Urls.Single();

    /// <summary>What was wrong with requests.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>The <c>Authorization</c> that came.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>All that was sent to a path, once anything was.</summary>
    public async Task<IReadOnlyCollection<string>> TextsAsync(string path)
    {
        await Arrival(path).Task.WaitAsync(TestClient.EventTimeout());
        return _texts[path];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private TaskCompletionSource Arrival(string path) => _arrivals.GetOrAdd(path, _ => new());

    private async Task TakeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request is not { Method: "POST", ContentType: "application/x-protobuf" } || !Paths.Contains(path))
        {
            Faults.Enqueue($"{context.Request.Method} {path} {context.Request.ContentType}");
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Keys.Enqueue(context.Request.Headers.Authorization.ToString());
        try
        {
            Read(new CodedInputStream(body.ToArray()), _texts.GetOrAdd(path, _ => new()));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            Faults.Enqueue($"{path}: {malformed.Message}");
        }

        context.Response.ContentType = "application/x-protobuf";
        Arrival(path).TrySetResult();
    }

    /// <summary>Fields that are messages are read as such, too: any text in them is found.</summary>
    private static void Read(CodedInputStream message, ConcurrentQueue<string> texts)
    {
        while (message.ReadTag() is > 0 and var tag)
        {
            if (WireFormat.GetTagWireType(tag) is not WireFormat.WireType.LengthDelimited)
            {
                message.SkipLastField();
                continue;
            }

            var field = message.ReadBytes();
            texts.Enqueue(field.ToStringUtf8());
            try
            {
                Read(new CodedInputStream(field.ToByteArray()), texts);
            }
            catch (InvalidProtocolBufferException)
            {
                // A text.
            }
        }
    }
}
