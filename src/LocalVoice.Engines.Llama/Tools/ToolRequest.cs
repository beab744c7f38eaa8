using LocalVoice.Engines.Llama.Calls;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>The functions of one response, in the model's form.</summary>
/// <param name="List">What tells the model of them; null for none.</param>
/// <param name="Opening">What the response begins with, where it must call one; empty where it need not.</param>
internal sealed record ToolRequest(string? List, ToolListPlace Place, string Opening)
{
    public static ToolRequest None { get; } = new(null, ToolListPlace.AfterInstructions, "");

    /// <summary>Of the response, which it has begun to read; null where no function was ever spoken of.</summary>
    public ToolCallReader? Reader { get; private init; }

    /// <summary>Whether calls are passed on; those that the model makes all the same are neither said nor called.</summary>
    public bool MayCall { get; private init; }

    /// <exception cref="RequestRefusedException">A call is required of a function that is not offered.</exception>
    public static ToolRequest Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, IToolForm form)
    {
        var tools = options?.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        var offered = options?.ToolMode is NoneChatToolMode ? [] : tools;
        var opening = options?.ToolMode is RequiredChatToolMode required ? form.Opening(FunctionOf(required, offered)) : "";
        var reader = tools.Count > 0 || HasCalls(messages) ? form.Reader(options?.AllowMultipleToolCalls == false) : null;
        return new(offered.Count == 0 ? null : form.List(offered), form.Place, opening)
        {
            Reader = reader?.Begin(opening),
            MayCall = offered.Count > 0,
        };
    }

    private static bool HasCalls(IReadOnlyList<ChatMessage> messages) =>
        messages.Any(message => message.Contents.Any(content => content is FunctionCallContent));

    /// <returns>The function that must be called; null where it is not known which.</returns>
    private static string? FunctionOf(RequiredChatToolMode required, List<AIFunctionDeclaration> offered) =>
        offered.Count == 0 ? throw new RequestRefusedException("A function call is required, but no functions are offered.")
        : required.RequiredFunctionName is not { } name ? (offered.Count == 1 ? offered[0].Name : null)
        : offered.Exists(tool => tool.Name == name) ? name
        : throw new RequestRefusedException(
            $"A call of '{name}' is required, which is not among the functions: {string.Join(", ", offered.Select(tool => tool.Name))}."
        );
}
