using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>The parts of a request beside its messages, with which the prompt begins.</summary>
/// <param name="Instructions">Null for none.</param>
/// <param name="Tools">The rendered tool list; null for none.</param>
internal sealed record ConversationFrame(string? Instructions, string? Tools)
{
    public static ConversationFrame Empty { get; } = new(null, null);

    public static ConversationFrame Of(ChatOptions? options) => new(options?.Instructions, ToolList.Write(options));
}
