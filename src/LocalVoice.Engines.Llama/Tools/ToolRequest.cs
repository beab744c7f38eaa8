using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Grammars;
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

    /// <summary>What a required call must fit, as far as the opening leaves it open; null where none is required.</summary>
    public string? Grammar { get; private init; }

    /// <exception cref="RequestRefusedException">A call is required of a function that is not offered.</exception>
    public static ToolRequest Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, IToolForm form)
    {
        var tools = options?.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        var offered = options?.ToolMode is NoneChatToolMode ? [] : tools;
        var single = options?.AllowMultipleToolCalls == false;
        var reader = tools.Count > 0 || HasCalls(messages) ? form.Reader(single) : null;
        var list = offered.Count == 0 ? null : form.List(offered);
        if (options?.ToolMode is not RequiredChatToolMode required)
        {
            return new(list, form.Place, "") { Reader = reader, MayCall = offered.Count > 0 };
        }

        var function = FunctionOf(required, offered);
        var opening = form.Shape.Opening(function?.Name);
        return new(list, form.Place, opening)
        {
            Reader = reader?.Begin(opening),
            MayCall = true,
            Grammar = CallGrammar.Of(form.Shape, offered, function, single),
        };
    }

    private static bool HasCalls(IReadOnlyList<ChatMessage> messages) =>
        messages.Any(message => message.Contents.Any(content => content is FunctionCallContent));

    /// <returns>The function that must be called; null where it is not known which.</returns>
    private static AIFunctionDeclaration? FunctionOf(RequiredChatToolMode required, List<AIFunctionDeclaration> offered) =>
        offered.Count == 0 ? throw new RequestRefusedException("A function call is required, but no functions are offered.")
        : required.RequiredFunctionName is not { } name ? (offered.Count == 1 ? offered[0] : null)
        : offered.Find(tool => tool.Name == name)
            ?? throw new RequestRefusedException(
                $"A call of '{name}' is required, which is not among the functions: {string.Join(", ", offered.Select(tool => tool.Name))}."
            );
}
