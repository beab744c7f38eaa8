using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>Takes what is for the pipeline out of the package's updates. One instance per response.</summary>
internal sealed class ResponseReader
{
    private readonly ReasoningFilter _reasoning = new();
    private UsageDetails? _usage;

    public ChatFinishReason? FinishReason { get; private set; }

    /// <summary>Whether the service gave anything but thoughts.</summary>
    public bool HasContent { get; private set; }

    /// <returns>Whether the update is a part of what the model writes.</returns>
    public static bool IsPiece(ChatResponseUpdate update) =>
        update.Contents.Any(content => content is not UsageContent)
        || update.RawRepresentation is StreamingChatCompletionUpdate { ToolCallUpdates.Count: > 0 };

    /// <returns>What is to be spoken or called; may be empty.</returns>
    public List<AIContent> Read(ChatResponseUpdate update)
    {
        var contents = new List<AIContent>();
        FinishReason = update.FinishReason ?? FinishReason;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent text:
                    Add(contents, _reasoning.Read(text.Text));
                    break;
                case UsageContent usage:
                    // Gemini tells the sum so far with every piece.
                    _usage = usage.Details;
                    break;
                case FunctionCallContent:
                    contents.Add(content);
                    break;
                default:
                    // Reasoning, and whatever else is not to be spoken.
                    break;
            }
        }

        HasContent |= contents.Count > 0;
        return contents;
    }

    /// <summary>What was held back at the end of the text, then the usage.</summary>
    public List<AIContent> End()
    {
        var contents = new List<AIContent>();
        Add(contents, _reasoning.Flush());
        HasContent |= contents.Count > 0;
        if (_usage is not null)
        {
            contents.Add(new UsageContent(Usage(_usage)));
        }

        return contents;
    }

    /// <summary>Gemini counts its thoughts in the total only, yet they are output.</summary>
    private static UsageDetails Usage(UsageDetails told)
    {
        var input = told.InputTokenCount ?? 0;
        var output = Math.Max(told.OutputTokenCount ?? 0, (told.TotalTokenCount ?? 0) - input);
        return new()
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = input + output,
            CachedInputTokenCount = told.CachedInputTokenCount,
            ReasoningTokenCount = told.ReasoningTokenCount,
        };
    }

    private static void Add(List<AIContent> contents, string text)
    {
        if (text.Length > 0)
        {
            contents.Add(new TextContent(text));
        }
    }
}
