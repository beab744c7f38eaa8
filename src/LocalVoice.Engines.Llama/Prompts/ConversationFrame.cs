using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>What a request says beside its messages, and the prompt begins with.</summary>
/// <param name="Instructions">Null without.</param>
/// <param name="Tools">The tools as the model reads them; null without.</param>
internal sealed record ConversationFrame(string? Instructions, string? Tools)
{
    public static ConversationFrame Empty { get; } = new(null, null);

    public static ConversationFrame Of(ChatOptions? options) => new(options?.Instructions, ToolList.Write(options));
}
