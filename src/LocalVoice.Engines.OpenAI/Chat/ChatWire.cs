using System.ClientModel.Primitives;
using LocalVoice.Engines.OpenAI.Chat.Calls;
using LocalVoice.Engines.OpenAI.Http;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>The package's client for one exchange: it writes the request and reads the events, ours is all between them.</summary>
internal sealed class ChatWire(ServiceConnection connection)
{
    public IChatClient For(ChatExchange exchange)
    {
        var http = new HttpClient(new ExchangeHandler(connection, exchange), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new OpenAIClientOptions
        {
            Endpoint = connection.Service.Url,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        return new ChatClient(connection.Service.Model, new NoCredential(), options).AsIChatClient();
    }

    /// <summary>The key is added where the request is sent.</summary>
    private sealed class NoCredential : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}

/// <summary>Sends the package's request over our connection, and gives it events that it can read.</summary>
internal sealed class ExchangeHandler(ServiceConnection connection, ChatExchange exchange) : HttpMessageHandler
{
    private readonly ToolCallHistory _history = new(exchange.Extras, connection.Service.IsGemini);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var written = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        using var content = new ByteArrayContent(_history.Complete(written));
        content.Headers.ContentType = new("application/json");
        var response = await connection
            .PostAsync(connection.Service.At("chat/completions"), content, exchange.Report, cancellationToken)
            .ConfigureAwait(false);
        if (response.Content.Headers.ContentType is { MediaType: not "text/event-stream" } other)
        {
            response.Dispose();
            throw connection.Failures.Malformed($"{other.MediaType} instead of a stream of events");
        }

        exchange.Read(response);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var events = new StreamContent(new ChunkStream(body, exchange, connection));
        events.Headers.ContentType = new("text/event-stream");
        response.Content = events;
        return response;
    }
}
