using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Grammars;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>
/// Mistral's form (mistral-common; github.com/mistralai/cookbook, concept-deep-dive/tokenization): the list, the calls and the
/// results between control tokens of their own, outside of the template's messages.
/// </summary>
internal sealed class MistralForm(MistralDialect dialect, ControlTokens marks, GeneratedCalls generated) : IToolForm
{
    private const string EndOfMessage = "</s>";
    private const int IdLength = 9;

    public ToolListPlace Place =>
        dialect switch
        {
            { Named: true, CallIds: false } => ToolListPlace.BeforeFirstUser,
            { SystemInUser: true } => ToolListPlace.BeforeLastUserAndSystem,
            _ => ToolListPlace.BeforeLastUser,
        };

    public string BeforeCalls => "";

    private string Space => dialect.Spaced ? " " : "";

    public string List(IReadOnlyList<AIFunctionDeclaration> tools) =>
        $"[AVAILABLE_TOOLS]{Space}[{string.Join(", ", tools.Select(ToolDeclaration.Write))}][/AVAILABLE_TOOLS]";

    public string Write(IReadOnlyList<FunctionCallContent> calls) =>
        dialect.Named
            ? string.Concat(calls.Select(WriteNamed))
            : $"{MistralReader.Opening}{Space}[{string.Join(", ", calls.Select(WriteObject))}]";

    public PromptMessage Message(string content) =>
        PromptMessage.Verbatim((content.StartsWith(MistralReader.Opening, StringComparison.Ordinal) ? "" : Space) + content + EndOfMessage);

    public IEnumerable<PromptMessage> Results(IReadOnlyList<FunctionResultContent> results) =>
        [PromptMessage.Verbatim(string.Concat(results.Select(Write)))];

    public CallShape Shape { get; } = ShapeOf(dialect);

    public ToolCallReader Reader(bool single) => new MistralReader(single);

    private static CallShape ShapeOf(MistralDialect dialect) =>
        dialect switch
        {
            { Named: true, CallIds: true } => Named(MistralReader.Id, $"[a-zA-Z0-9]{{{IdLength}}} \"{MistralReader.Arguments}\""),
            { Named: true } => Named(MistralReader.Arguments, ""),
            _ => new(
                Begin: $"{MistralReader.Opening}{(dialect.Spaced ? " " : "")}[{{\"name\": \"",
                AfterName: "\", \"arguments\":",
                BeforeArguments: "\" \"?",
                End: "}",
                Next: ", {\"name\": \"",
                Final: "]"
            ),
        };

    private static CallShape Named(string afterName, string beforeArguments) =>
        new(MistralReader.Opening, afterName, beforeArguments, End: "", Next: MistralReader.Opening, Final: "");

    private string WriteNamed(FunctionCallContent call)
    {
        var id = dialect.CallIds ? MistralReader.Id + IdOf(call.CallId) : "";
        return MistralReader.Opening + Plain(call.Name) + id + MistralReader.Arguments + Plain(CallJson.Arguments(call));
    }

    private string WriteObject(FunctionCallContent call) =>
        Plain($"{{\"name\": {CallJson.Name(call)}, \"arguments\": {CallJson.Arguments(call)}, \"id\": \"{IdOf(call.CallId)}\"}}");

    private string Write(FunctionResultContent result)
    {
        var content =
            !dialect.ContentMark ? Plain(SpacedJson.Write(Json(result)))
            : dialect.CallIds ? $"{IdOf(result.CallId)}[TOOL_CONTENT]{Space}{Plain(ToolResult.TextOf(result))}"
            : Plain(ToolResult.TextOf(result));
        return $"[TOOL_RESULTS]{Space}{content}[/TOOL_RESULTS]";
    }

    private JsonObject Json(FunctionResultContent result) =>
        new() { ["content"] = ToolResult.JsonOf(result), ["call_id"] = IdOf(result.CallId) };

    /// <summary>Nine letters and digits: the model's own, else some that are the same for the same call.</summary>
    private string IdOf(string callId) =>
        generated.OwnIdOf(callId) is { Length: IdLength } own && own.All(char.IsAsciiLetterOrDigit)
            ? own
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(callId)))[..IdLength];

    private string Plain(string text) => marks.EscapeSpecialTokens(text);
}
