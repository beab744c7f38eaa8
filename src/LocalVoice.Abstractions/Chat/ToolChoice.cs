using Microsoft.Extensions.AI;

namespace LocalVoice.Chat;

/// <summary>Whether the language model calls a function.</summary>
/// <param name="Mode">The chat client's word for it.</param>
public sealed record ToolChoice(ChatToolMode Mode)
{
    /// <summary>The model decides.</summary>
    public static ToolChoice Auto { get; } = new(ChatToolMode.Auto);

    public static ToolChoice None { get; } = new(ChatToolMode.None);

    /// <summary>At least one, whichever.</summary>
    public static ToolChoice Required { get; } = new(ChatToolMode.RequireAny);

    /// <summary>This one.</summary>
    public static ToolChoice Named(string function) => new(ChatToolMode.RequireSpecific(function));
}
