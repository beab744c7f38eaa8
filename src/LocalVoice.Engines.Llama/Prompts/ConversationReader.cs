using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Splits a conversation into instructions, with which it begins, and turns.</summary>
/// <param name="own">What the model itself has to be told, the last of the instructions; null for nothing.</param>
internal sealed class ConversationReader(ControlTokens marks, string? own = null)
{
    private const string Blank = "\n\n";

    /// <exception cref="RequestRefusedException">A message has content other than text and tool calls.</exception>
    public PromptConversation Read(IReadOnlyList<ChatMessage> messages, ConversationFrame frame)
    {
        var instructions = new List<string>();
        var turns = new List<PromptTurn>();
        if (frame.Instructions is { Length: > 0 } asked)
        {
            instructions.Add(Plain(asked));
        }

        var first = messages.Count > 0 ? messages[0] : null;
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System && message == first)
            {
                instructions.Add(TextOf(message));
            }
            else
            {
                Add(turns, message);
            }
        }

        if (frame.Tools is { Length: > 0 } tools)
        {
            instructions.Add(tools);
        }

        if (own is not null)
        {
            instructions.Add(own);
        }

        return new PromptConversation(
            instructions.Count == 0 ? null : new PromptMessage("system", string.Join(Blank, instructions)),
            turns
        );
    }

    private void Add(List<PromptTurn> turns, ChatMessage message)
    {
        if (message.Role == ChatRole.System)
        {
            turns.Add(new PromptTurn([new PromptMessage("system", TextOf(message))], Pinned: true));
        }
        else if (message.Role == ChatRole.Tool)
        {
            AddResults(Current(turns), message);
        }
        else if (message.Role == ChatRole.Assistant)
        {
            Current(turns).Add(new PromptMessage("assistant", TextOf(message)));
        }
        else
        {
            turns.Add(new PromptTurn([new PromptMessage("user", TextOf(message))], Pinned: false));
        }
    }

    /// <summary>Results of one round of tool calls form one message.</summary>
    private void AddResults(List<PromptMessage> turn, ChatMessage message)
    {
        var results = TextOf(message);
        if (turn is [.., { Role: "user" } last] && ToolResponses.IsOne(last.Content))
        {
            turn[^1] = last with { Content = last.Content + "\n" + results };
        }
        else
        {
            turn.Add(new PromptMessage("user", results));
        }
    }

    /// <summary>
    /// The turn that messages other than the user's belong to: the preceding one, skipping instructions between, so
    /// that calls and their results stay together.
    /// </summary>
    private static List<PromptMessage> Current(List<PromptTurn> turns)
    {
        var turn = turns.FindLast(turn => !turn.Pinned);
        if (turn is null)
        {
            turn = new PromptTurn([], Pinned: false);
            turns.Add(turn);
        }

        return turn.Messages;
    }

    private string TextOf(ChatMessage message) => string.Join('\n', message.Contents.Select(TextOf).Where(text => text is not null));

    private string? TextOf(AIContent content) =>
        content switch
        {
            TextContent text => Plain(text.Text),
            FunctionCallContent call => ToolCalls.Write(call),
            FunctionResultContent result => ToolResponses.Write(result, marks),
            TextReasoningContent or UsageContent => null,
            _ => throw new RequestRefusedException($"The local language model reads text only, not {content.GetType().Name}."),
        };

    private string Plain(string text) => marks.EscapeSpecialTokens(LongWords.Break(text));
}
