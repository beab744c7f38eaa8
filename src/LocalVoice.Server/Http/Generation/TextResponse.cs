using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalVoice.Chat;
using LocalVoice.Core.Tools;
using LocalVoice.Server.Http.Serving;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Http.Generation;

/// <summary>One response. Behind those that somebody waits for in a session. Generated once, by one reader.</summary>
internal sealed class TextResponse(IChatClient model, TextRequest request)
{
    private readonly IChatClient _model = request.Tools.IsOffered ? new CheckedToolCalls(model, request.Tools) : model;
    private TextUsage _reported;
    private int _pieces;
    private int _calls;
    private bool _atLimit;

    /// <summary>What the model has reported so far.</summary>
    public TextUsage Usage => _reported.Output > 0 ? _reported : _reported with { Output = _pieces };

    /// <summary>Whether it ended at the limit of tokens.</summary>
    public bool IsCutOff => _atLimit && _calls == 0;

    public bool HasCalls => _calls > 0;

    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    /// <exception cref="ToolCallException">A call does not fit its declaration.</exception>
    public async IAsyncEnumerable<TextPart> GenerateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = request.Tools.ApplyTo(request.Options).WithPriority(ChatPriority.Speculation);
        await foreach (var update in _model.GetStreamingResponseAsync(request.Messages, options, cancellationToken).ConfigureAwait(false))
        {
            _atLimit |= update.FinishReason == ChatFinishReason.Length;
            foreach (var content in update.Contents)
            {
                if (Read(content) is { } part)
                {
                    _pieces++;
                    yield return part;
                }
            }
        }
    }

    private TextPart? Read(AIContent content)
    {
        switch (content)
        {
            case UsageContent usage:
                Count(usage.Details);
                return null;
            case TextContent { Text.Length: > 0 } words:
                return new WordsPart(words.Text);
            case FunctionCallContent call when request.Tools.Parallel || _calls == 0:
                _calls++;
                return new CallPart(
                    call.CallId,
                    call.Name,
                    JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), ApiJson.Options)
                );
            default:
                return null;
        }
    }

    private void Count(UsageDetails details) =>
        _reported = new(
            _reported.Input + (details.InputTokenCount ?? 0),
            _reported.Cached + (details.CachedInputTokenCount ?? 0),
            _reported.Output + (details.OutputTokenCount ?? 0)
        );
}
