using System.Text.Json;
using LocalVoice.Chat;
using LocalVoice.Core.Tools;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;
using LocalVoice.Tools;

namespace LocalVoice.Server.Http.Generation;

/// <summary>Reads the functions that a response may call. The text APIs write the same in two shapes.</summary>
/// <param name="nested">Whether a function is in a field <c>function</c> of its tool; else beside its type.</param>
internal sealed class ToolFields(bool nested)
{
    private const string Function = "function";

    // OpenAI's limits.
    private const int MostTools = 128;
    private const int LongestName = 64;

    private static readonly JsonElement NoArguments = JsonSerializer.SerializeToElement(new { type = "object", properties = new { } });

    /// <exception cref="ProtocolException">A field is missing, of another type or out of range.</exception>
    /// <exception cref="ApiException">It asks for what this server cannot do.</exception>
    public ToolSet Read(EventField body)
    {
        List<FunctionTool> tools = [.. body["tools"].Items().Select(ReadTool)];
        if (tools.Count > MostTools)
        {
            throw body["tools"].Invalid($"Expected at most {MostTools} tools, but got {tools.Count}.");
        }

        if (tools.GroupBy(tool => tool.Name).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            throw body["tools"].Invalid($"The function '{twice}' is declared more than once.");
        }

        return new(tools, ReadChoice(body["tool_choice"], tools), body["parallel_tool_calls"].Flag(absent: true));
    }

    /// <summary>The field of a call's or a tool's own function.</summary>
    private EventField Of(EventField tool) => nested ? tool[Function] : tool;

    private FunctionTool ReadTool(EventField tool)
    {
        if (tool["type"].Text() != Function)
        {
            throw ApiException.Unsupported(tool["type"].Path, "Only tools of type 'function' can be called.");
        }

        var function = Of(tool);
        var name = function["name"].Text(LongestName);
        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
        {
            throw function["name"].Invalid("Expected letters, digits, '_' and '-' only.");
        }

        var parameters = function["parameters"];
        if (!parameters.IsAbsent && ToolArguments.SchemaFault(parameters.Element) is { } fault)
        {
            throw parameters.Invalid($"It is no JSON schema that calls can be checked against: {fault.TrimEnd('.')}.");
        }

        _ = function["strict"].Flag(absent: false);
        return new(name, function["description"].TextOrNull(), parameters.IsAbsent ? NoArguments : parameters.Element);
    }

    private ToolChoice ReadChoice(EventField choice, List<FunctionTool> tools)
    {
        if (choice.IsAbsent)
        {
            return ToolChoice.Auto;
        }

        if (choice.IsString)
        {
            return choice.Text() switch
            {
                "auto" => ToolChoice.Auto,
                "none" => ToolChoice.None,
                "required" => tools.Count > 0 ? ToolChoice.Required : throw choice.Invalid("There are no tools to call."),
                _ => throw choice.NotOneOf("auto", "none", "required"),
            };
        }

        if (choice["type"].Text() != Function)
        {
            throw ApiException.Unsupported(choice["type"].Path, "Only a 'function' can be chosen.");
        }

        var name = Of(choice)["name"];
        return tools.Exists(tool => tool.Name == name.Text())
            ? ToolChoice.Named(name.Text())
            : throw name.Invalid("There is no such tool.");
    }
}
