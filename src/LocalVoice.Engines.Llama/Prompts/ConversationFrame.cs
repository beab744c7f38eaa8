using LocalVoice.Engines.Llama.Tools;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>The parts of a request beside its messages.</summary>
/// <param name="Instructions">Null for none.</param>
internal sealed record ConversationFrame(string? Instructions, ToolRequest Tools)
{
    public static ConversationFrame Empty { get; } = new(null, ToolRequest.None);
}
