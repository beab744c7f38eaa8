using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Grammars;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>
/// Qwen's and Nous Hermes' form, which many others are trained on, and the one for models that have none: calls between
/// <c>&lt;tool_call&gt;</c> marks, results between <c>&lt;tool_response&gt;</c> marks in a user's message.
/// </summary>
internal sealed class HermesForm(ControlTokens marks) : IToolForm
{
    private const string Head =
        "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
        + "You are provided with function signatures within <tools></tools> XML tags:\n<tools>\n";

    private const string Tail =
        "\n</tools>\n\nFor each function call, return a json object with function name and arguments within "
        + "<tool_call></tool_call> XML tags:\n"
        + "<tool_call>\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n</tool_call>";

    private const string Result = "<tool_response>";
    private const string ResultEnd = "</tool_response>";

    // No control tokens in most vocabularies.
    private static readonly ControlTokens ResultMarks = new([Result, ResultEnd]);

    public ToolListPlace Place => ToolListPlace.AfterInstructions;

    public string BeforeCalls => "\n";

    public string List(IReadOnlyList<AIFunctionDeclaration> tools) => Head + string.Join('\n', tools.Select(ToolDeclaration.Write)) + Tail;

    public string Write(IReadOnlyList<FunctionCallContent> calls) => string.Join('\n', calls.Select(Write));

    public PromptMessage Message(string content) => new("assistant", content);

    public IEnumerable<PromptMessage> Results(IReadOnlyList<FunctionResultContent> results) =>
        [new("user", string.Join('\n', results.Select(result => $"{Result}\n{Plain(ToolResult.TextOf(result))}\n{ResultEnd}")))];

    public CallShape Shape { get; } =
        new(
            Begin: $"{HermesReader.Opening}\n{{\"name\": \"",
            AfterName: "\", \"arguments\":",
            BeforeArguments: "\" \"?",
            End: $"}}\n{HermesReader.Closed}",
            Next: $"\n{HermesReader.Opening}\n{{\"name\": \"",
            Final: ""
        );

    public ToolCallReader Reader(bool single) => new HermesReader(single);

    private string Write(FunctionCallContent call)
    {
        var json = $"{{\"name\": {CallJson.Name(call)}, \"arguments\": {CallJson.Arguments(call)}}}";
        return $"{HermesReader.Opening}\n{marks.EscapeSpecialTokens(json)}\n{HermesReader.Closed}";
    }

    private string Plain(string text) => ResultMarks.EscapeSpecialTokens(marks.EscapeSpecialTokens(text));
}
