using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Splits a conversation into instructions, with which it begins, and turns.</summary>
/// <param name="own">What the model itself has to be told, the last of the instructions; null for nothing.</param>
internal sealed class ConversationReader(MessageText texts, string? own = null)
{
    private const string Blank = "\n\n";

    /// <exception cref="RequestRefusedException">A message has content other than text and tool calls.</exception>
    public PromptConversation Read(IReadOnlyList<ChatMessage> messages, ConversationFrame frame)
    {
        var instructions = new List<string?> { frame.Instructions is { Length: > 0 } asked ? texts.Plain(asked) : null };
        var turns = new TurnList(texts);
        var first = messages.Count > 0 ? messages[0] : null;
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System && message == first)
            {
                instructions.Add(texts.Of(message.Contents));
            }
            else
            {
                turns.Add(message);
            }
        }

        var tools = frame.Tools;
        var isApart = tools.Place is not (ToolListPlace.AfterInstructions or ToolListPlace.BeforeInstructions);
        if (!isApart)
        {
            instructions.Insert(tools.Place == ToolListPlace.BeforeInstructions ? 0 : instructions.Count, tools.List);
        }

        instructions.Add(own);
        var said = instructions.Where(text => !string.IsNullOrEmpty(text)).ToList();
        return new PromptConversation(said.Count == 0 ? null : new PromptMessage("system", string.Join(Blank, said)), turns.All)
        {
            Tools = isApart && tools.List is { } list ? PromptMessage.Verbatim(list) : null,
            ToolsPlace = tools.Place,
        };
    }
}
