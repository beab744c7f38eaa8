using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalVoice.Engines.OpenAI.Chat;
using LocalVoice.Engines.OpenAI.Chat.Calls;
using LocalVoice.Engines.OpenAI.Http;
using LocalVoice.Remote;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.OpenAI;

/// <summary>
/// A language model behind an OpenAI-compatible chat completions API: OpenAI, Groq, Gemini, vLLM, llama-server, Ollama ….
/// Stateless: <see cref="ChatOptions.ConversationId"/> and the priority stay here. Thoughts are never part of a response.
/// Thread-safe.
/// </summary>
public sealed class OpenAIChatClient : IChatClient, IRemoteEngine
{
    private readonly OpenAIChatOptions _options;
    private readonly TimeProvider _time;
    private readonly ServiceConnection _connection;
    private readonly Reachability _reachability;
    private readonly ChatWire _wire;
    private readonly ToolCallExtras _extras = new();
    private readonly RequestOptions _requests;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="EngineException">An option is out of range.</exception>
    public OpenAIChatClient(
        OpenAIChatOptions options,
        IOutboundConnections connections,
        TimeProvider time,
        ILogger<OpenAIChatClient> logger
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connections);
        OpenAIChatOptionsValidator.Check(options);
        (_options, _time) = (options, time);
        _connection = new ServiceConnection(options.RemoteService, options.Connection, connections, time, logger);
        _reachability = new Reachability(_connection, time);
        _wire = new ChatWire(_connection);
        _requests = new RequestOptions(options);
    }

    public EngineInfo Info => _connection.Service.Info;

    public Uri Address => _connection.Service.Url;

    /// <inheritdoc/>
    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => _reachability.PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan> CheckAsync(CancellationToken cancellationToken) => _reachability.CheckAsync(cancellationToken);

    /// <inheritdoc cref="GetStreamingResponseAsync"/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <summary>
    /// Streams a response. The last update has the finish reason and, where the service tells it, the usage of the whole.
    /// </summary>
    /// <exception cref="ArgumentException">No messages.</exception>
    /// <exception cref="BackendException">The service failed, before or amid the response.</exception>
    /// <exception cref="RequestRefusedException">The service's content filter left nothing of the response.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the service is told by the end of the request.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(messages);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return conversation.Count == 0
            ? throw new ArgumentException("There is nothing to answer: the conversation has no messages.", nameof(messages))
            : RespondAsync(conversation, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(Info.Name, Address, _options.Model)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>The connections are the process's.</summary>
    public void Dispose() { }

    private async IAsyncEnumerable<ChatResponseUpdate> RespondAsync(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var exchange = new ChatExchange(options.Report(), _extras);
        exchange.Report.ServedBy(Info);
        using var deadline = new ResponseDeadline(_options.FirstTokenTimeout, _options.StallTimeout, _time, cancellationToken);
        using var wire = _wire.For(exchange);
        var reader = new ResponseReader();
        var id = Guid.NewGuid().ToString("N");
        var updates = wire.GetStreamingResponseAsync(CallOrder.Of(messages), _requests.Of(options), deadline.Token)
            .GetAsyncEnumerator(deadline.Token);
        await using (updates.ConfigureAwait(false))
        {
            while (await NextAsync(updates, deadline, exchange.Report, cancellationToken).ConfigureAwait(false))
            {
                var contents = reader.Read(updates.Current);
                if (contents.Count > 0)
                {
                    yield return Update(id, contents);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }

        var last = Update(id, reader.End());
        last.FinishReason = Reason(reader, exchange);
        yield return last;
    }

    private async ValueTask<bool> NextAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates,
        ResponseDeadline deadline,
        BackendReport report,
        CancellationToken cancellationToken
    )
    {
        deadline.Wait();
        try
        {
            if (!await updates.MoveNextAsync().ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (deadline.HasPassed && error is not BackendException)
        {
            throw _connection.Failures.Stalled(deadline.HasBegun ? "nothing more of its response" : "no token", deadline.Limit);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            // The message may quote what came.
            throw _connection.Failures.Malformed("a chunk with an impossible value");
        }
        catch (Exception error) when (error is ClientResultException or HttpRequestException or IOException)
        {
            throw _connection.Network.Of(error);
        }

        var hadBegun = deadline.HasBegun;
        deadline.Came(ResponseReader.IsPiece(updates.Current));
        if (!hadBegun && deadline.HasBegun && _connection.RoundTrip is { } roundTrip)
        {
            report.Waited(roundTrip, 1);
        }

        return true;
    }

    private ChatFinishReason Reason(ResponseReader reader, ChatExchange exchange) =>
        reader.FinishReason switch
        {
            { } reason when reason == ChatFinishReason.ContentFilter && !reader.HasContent => throw new RequestRefusedException(
                $"The content filter of {_options.Service} left nothing of the response."
            ),
            { } reason => reason,
            null when !exchange.Done => throw _connection.Failures.Interrupted(),
            null when !reader.HasContent => throw _connection.Failures.Malformed("neither a response nor a reason"),
            // Some servers end without a reason.
            null => ChatFinishReason.Stop,
        };

    private ChatResponseUpdate Update(string id, IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents)
        {
            ResponseId = id,
            MessageId = id,
            ModelId = _options.Model,
            CreatedAt = _time.GetUtcNow(),
        };
}
