using Microsoft.Extensions.AI;

namespace LocalVoice.Tools;

/// <summary>Whether the language model calls a function.</summary>
/// <param name="Mode">The chat client's word for it.</param>
public sealed record ToolChoice(ChatToolMode Mode)
{
    /// <summary>The model decides.</summary>
    public static ToolChoice Auto { get; } = new(ChatToolMode.Auto);

    public static ToolChoice None { get; } = new(ChatToolMode.None);

    /// <summary>At least one, whichever.</summary>
    public static ToolChoice Required { get; } = new(ChatToolMode.RequireAny);

    /// <summary>The server whose tools alone count; null for all.</summary>
    public string? Server { get; private init; }

    /// <summary>The only tool of <see cref="Server"/> that counts; null for all.</summary>
    public string? ServerTool { get; private init; }

    /// <summary>Whether the model must call one.</summary>
    public bool IsForced => Mode is RequiredChatToolMode;

    /// <summary>At least one of a server's, or this one.</summary>
    public static ToolChoice OfServer(string label, string? tool) => new(ChatToolMode.RequireAny) { Server = label, ServerTool = tool };

    /// <summary>This one.</summary>
    public static ToolChoice Named(string function) => new(ChatToolMode.RequireSpecific(function));
}
