using System.Runtime.CompilerServices;
using System.Text;
using LLama;
using LLama.Native;
using LocalVoice.Chat;
using LocalVoice.Compute;
using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Loading;
using LocalVoice.Engines.Llama.Prompts;
using LocalVoice.Engines.Llama.Responses;
using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama;

/// <summary>
/// An in-process language model shared by all sessions. <see cref="ChatOptions.ConversationId"/> identifies the
/// sequence kept in the cache between turns; every request contains its whole conversation, and only tokens that
/// differ from the cache are computed. Thread-safe.
/// </summary>
public sealed class LlamaChatClient : IChatClient, IPromptPrefill, IEngine
{
    /// <summary>Threads that a voice makes use of; where there are as many beside the model's own, it is not held.</summary>
    private const int VoiceThreads = 2;

    private readonly LlamaOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LlamaMetrics _metrics = new();
    private readonly LoadedModel _model;
    private readonly GeneratedCalls _generated;
    private readonly IToolForm _form;
    private readonly PromptBuilder _prompts;
    private readonly ResponseScheduler _scheduler;
    private readonly ThoughtMarks? _thoughts;
    private readonly UserEnding? _userEnding;
    private readonly bool _sharesThreads;
    private volatile bool _disposed;

    /// <summary>Loads the model; blocks for seconds with large ones.</summary>
    /// <exception cref="EngineException">An option is out of range, or the model cannot be loaded as asked.</exception>
    public LlamaChatClient(LlamaOptions options, IComputeBudget budget, TimeProvider time, ILogger<LlamaChatClient> logger)
    {
        LlamaOptionsValidator.Check(options);
        (_options, _time, _logger) = (options, time, logger);
        _model = LoadedModel.Load(options, logger);
        try
        {
            var tokenizer = new TemplateTokenizer(_model.Weights, options.Template);
            _userEnding = tokenizer.UserEnding;
            var marks = ControlTokens.Of(_model.Weights.Vocab);
            _generated = new GeneratedCalls(marks);
            _form = ToolForms.Of(tokenizer.Template, tokenizer.Own, tokenizer.RendersSpaces, marks, _generated);
            _prompts = new PromptBuilder(
                new ConversationReader(new MessageText(marks, _form, _generated), tokenizer.Thinking.Instruction),
                new PromptFitter(tokenizer, _model.ConversationTokens),
                _metrics
            );
        }
        catch
        {
            _model.Dispose();
            throw;
        }

        _sharesThreads = options.GpuLayerCount == 0 && budget.TotalThreads < options.Threads + VoiceThreads;
        _thoughts = ThoughtMarks.Of(_model.Weights);
        _scheduler = new ResponseScheduler(new ContextDecoder(_model.Context), options, budget, _metrics, time, logger);
        Info = new EngineInfo(
            "llm",
            "llama",
            Path.GetFileName(options.ModelPath),
            options.GpuLayerCount > 0 ? $"cuda:{options.MainGpu}" : "cpu",
            EnginePackage.Of(typeof(LlamaChatClient))
        );
    }

    public EngineInfo Info { get; }

    internal ResponseScheduler Scheduler => _scheduler;

    public async ValueTask WarmUpAsync(CancellationToken cancellationToken) =>
        await GetResponseAsync([new ChatMessage(ChatRole.User, "?")], new ChatOptions { MaxOutputTokens = 1 }, cancellationToken);

    /// <inheritdoc cref="GetStreamingResponseAsync"/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <summary>
    /// Streams a response. The first update, once the prompt has a sequence, has the usage of the prompt; those that follow have
    /// the usage since the one before; the last has the finish reason. A limit of tokens beyond what the context has room for
    /// ends the response where the room ends. A <see cref="MessageEnd"/> is told the probability of a full stop, or another mark
    /// that ends a sentence, after the words, times that of the end after it; where they have none, that of the end alone.
    /// </summary>
    /// <remarks>
    /// Functions are told, called and answered in the form that the model's template has. A required call is the beginning of the
    /// response, part of the prompt, and of the one that is named, or the only one, its name as well.
    /// </remarks>
    /// <exception cref="ArgumentException">No messages, or an option out of range.</exception>
    /// <exception cref="RequestRefusedException">A call is required of a function that is not offered.</exception>
    /// <exception cref="EngineException">The instructions do not fit, no sequence became free, or llama.cpp failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the client was disposed; the engine stops within one token.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(messages);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return conversation.Count == 0
            ? throw new ArgumentException("There is nothing to answer: the conversation has no messages.", nameof(messages))
            : RespondAsync(conversation, options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Best effort: when no sequence becomes free in time, nothing is prefilled.</remarks>
    public async ValueTask PrefillAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.ConversationId);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (messages.Count == 0)
        {
            return;
        }

        var tools = ToolRequest.Of(messages, options, _form);
        var reserved = ResponseSettings.ReservedTokens(_options, options);
        var prompt = _prompts.ForPrefill(messages, options.Instructions, tools, reserved, options.Truncation(), cancellationToken);
        var request = new ResponseRequest(options.ConversationId, ChatPriority.Prefill, prompt, 0, SamplingSettings.Greedy, 1);
        using var _ = AbandonOn(request, cancellationToken);
        _scheduler.Submit(request);
        if (await HasSequence(request, cancellationToken))
        {
            await request.Tokens.Completion.WaitAsync(cancellationToken);
        }
        else
        {
            ClientLog.NotPrefilled(_logger, _options.SequenceWait.TotalSeconds);
        }
    }

    public void Release(string conversationId) => _scheduler.Release(conversationId);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(Info.Name, null, Info.Model)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Cancels running responses and frees the model.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Disposal.All(_scheduler, _model, _metrics);
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> RespondAsync(
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var wanted = ResponseSettings.MaxTokens(_options, options);
        var reserved = ResponseSettings.ReservedTokens(_options, options);
        var tools = ToolRequest.Of(messages, options, _form);
        var prompt = _prompts.ForResponse(messages, options?.Instructions, tools, reserved, options.Truncation(), cancellationToken);
        if (prompt.DroppedPinned > 0)
        {
            ClientLog.SystemMessagesDropped(_logger, options?.ConversationId, prompt.DroppedPinned);
        }

        var sampling = ResponseSettings.Sampling(_options, options) with
        {
            Grammar = _options.ConstrainRequiredCalls ? tools.Grammar : null,
        };
        var request = new ResponseRequest(
            options?.ConversationId,
            options.Priority(),
            prompt.Tokens,
            Math.Min(wanted, _model.ConversationTokens - prompt.Tokens.Length),
            sampling,
            _options.OutputBufferTokens
        )
        {
            Thinking = _thoughts is { } marks ? new ThinkingLimit(marks, _options.ThinkingTokens) : null,
            Hold = _sharesThreads ? options.Hold() : null,
            AskedEnd = AskedEndOf(messages, options, prompt.Tokens),
        };
        var text = TextOf(options, tools);
        var updates = new ResponseUpdates(Info.Model, _time);
        var tokens = 0;
        using var abandoning = AbandonOn(request, cancellationToken);
        using var use = _model.Use();
        request.Hold?.Released += _scheduler.Wake;
        try
        {
            _scheduler.Submit(request);
            if (!await HasSequence(request, cancellationToken))
            {
                throw new EngineOverloadedException(
                    $"All {_options.MaxSessions} sequences of the language model were busy for "
                        + $"{_options.SequenceWait.TotalSeconds:0.#} s: raise MaxSessions, or serve fewer sessions."
                );
            }

            yield return updates.First(request, prompt.DroppedPinned);
            while (!text.Stopped && await NextAsync(request, cancellationToken))
            {
                while (!text.Stopped && request.Tokens.TryRead(out var token))
                {
                    tokens++;
                    if (request.IsPaused)
                    {
                        _scheduler.Wake();
                    }

                    foreach (var content in Read(text, token))
                    {
                        yield return updates.Of(content, tokens);
                        cancellationToken.ThrowIfCancellationRequested();
                    }
                }
            }

            foreach (var content in text.Flush())
            {
                yield return updates.Of(content, tokens);
            }

            if (text.Repeats)
            {
                _metrics.Repetitions.Add(1);
                ClientLog.Repeated(_logger, options?.ConversationId, tokens);
            }

            yield return updates.Last(request, text, tokens);
        }
        finally
        {
            request.Hold?.Released -= _scheduler.Wake;
            Abandon(request);
            foreach (var calls in text.Calls)
            {
                _generated.Remember(calls);
            }
        }
    }

    /// <summary>Of the last message, where it is the user's and the template has a token for its end.</summary>
    private AskedEnd? AskedEndOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options, LLamaToken[] prompt) =>
        options.MessageEnd() is { } asked && messages[^1].Role == ChatRole.User && _userEnding?.In(prompt) is { } position
            ? new AskedEnd(prompt, position, _userEnding.Stops, asked)
            : null;

    private ValueTask<bool> NextAsync(ResponseRequest request, CancellationToken cancellationToken)
    {
        if (request.ReadOn())
        {
            _scheduler.Wake();
        }

        return request.Tokens.WaitToReadAsync(cancellationToken);
    }

    private List<AIContent> Read(ResponseText text, LLamaToken token)
    {
        try
        {
            return [.. text.Read(token)];
        }
        catch (ObjectDisposedException error) when (_disposed)
        {
            throw new OperationCanceledException("The language model is shutting down.", error);
        }
    }

    private ResponseText TextOf(ChatOptions? options, ToolRequest tools)
    {
        var decoder = new StreamingTokenDecoder(Encoding.UTF8, _model.Weights) { DecodeSpecialTokens = tools.Reader is not null };
        return new ResponseText(
            decoder,
            _thoughts is { } marks ? new ThoughtFilter(marks) : null,
            new StopSequences(options?.StopSequences ?? []),
            tools,
            _options.StopRepetition ? new RepetitionGuard() : null
        );
    }

    private async Task<bool> HasSequence(ResponseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await request.Started.WaitAsync(_options.SequenceWait, _time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            if (!request.Started.IsCompleted)
            {
                Abandon(request);
                return false;
            }

            return true;
        }
    }

    private CancellationTokenRegistration AbandonOn(ResponseRequest request, CancellationToken cancellationToken) =>
        cancellationToken.Register(() => Abandon(request));

    private void Abandon(ResponseRequest request)
    {
        request.Abandon();
        _scheduler.Wake();
    }
}

internal static partial class ClientLog
{
    [LoggerMessage(LogLevel.Debug, "No sequence became free within {Seconds} s: nothing was prefilled")]
    public static partial void NotPrefilled(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Debug, "Conversation {ConversationId}: a response repeated itself and was ended after {Tokens} tokens")]
    public static partial void Repeated(ILogger logger, string? conversationId, int tokens);

    [LoggerMessage(
        LogLevel.Warning,
        "Conversation {ConversationId}: the oldest {Count} system messages were left out of a prompt that was too long"
    )]
    public static partial void SystemMessagesDropped(ILogger logger, string? conversationId, int count);
}
