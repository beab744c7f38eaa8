using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Grammars;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>
/// The form of Llama 3.1 and later (llama.com, "Llama 3.1 model cards and prompt formats", JSON based tool calling): the list in the
/// system's message, calls as bare JSON, results in messages of the role <c>ipython</c>.
/// </summary>
internal sealed class LlamaForm(ControlTokens marks) : IToolForm
{
    private const string Head =
        "Environment: ipython\n\nYou have access to the following functions. To call a function, please respond with JSON for a "
        + "function call. Respond in the format {\"name\": function name, \"parameters\": dictionary of argument name and its value}. "
        + "Do not use variables.\n\n";

    public ToolListPlace Place => ToolListPlace.BeforeInstructions;

    public string BeforeCalls => "\n";

    public string List(IReadOnlyList<AIFunctionDeclaration> tools) =>
        Head + string.Join("\n\n", tools.Select(ToolDeclaration.WriteIndented));

    public string Write(IReadOnlyList<FunctionCallContent> calls) => string.Join("; ", calls.Select(Write));

    public PromptMessage Message(string content) => new("assistant", content);

    public IEnumerable<PromptMessage> Results(IReadOnlyList<FunctionResultContent> results) =>
        results.Select(result => new PromptMessage("ipython", marks.EscapeSpecialTokens(ToolResult.TextOf(result))));

    public CallShape Shape { get; } =
        new(
            Begin: "{\"name\": \"",
            AfterName: "\", \"parameters\":",
            BeforeArguments: "\" \"?",
            End: "}",
            Next: "; {\"name\": \"",
            Final: ""
        );

    public ToolCallReader Reader(bool single) => new LlamaReader(single);

    private string Write(FunctionCallContent call) =>
        marks.EscapeSpecialTokens($"{{\"name\": {CallJson.Name(call)}, \"parameters\": {CallJson.Arguments(call)}}}");
}
