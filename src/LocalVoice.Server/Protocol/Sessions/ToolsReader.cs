using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalVoice.Chat;
using LocalVoice.Core.Tools;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary><c>tools</c>, <c>tool_choice</c> and <c>parallel_tool_calls</c> of a session or a response.</summary>
internal static partial class ToolsReader
{
    private const string Function = "function";

    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    /// <param name="parent">The session, or a response.</param>
    /// <param name="session">What holds where the parent says nothing.</param>
    public static ToolSet Read(EventField parent, ToolSet session)
    {
        var (tools, choice, parallel) = (parent["tools"], parent["tool_choice"], parent["parallel_tool_calls"]);
        var offered = tools.IsAbsent ? session.Tools : ReadTools(tools);
        if (offered.Count == 0 && choice.IsAbsent)
        {
            return ToolSet.Empty;
        }

        var wanted = choice.IsAbsent ? session.Choice : ReadChoice(choice, offered);
        return offered.Count == 0 ? ToolSet.Empty : new(offered, wanted, parallel.Flag(session.Parallel));
    }

    /// <returns>Null where a response has the session's.</returns>
    public static ToolSet? ReadOverride(EventField response, ToolSet session)
    {
        var tools = response["tools"];
        if (tools.IsAbsent && response["tool_choice"].IsAbsent && response["parallel_tool_calls"].IsAbsent)
        {
            return null;
        }

        var bytes = tools.IsAbsent ? 0 : JsonMarshal.GetRawUtf8Value(tools.Element).Length;
        return bytes > FieldLimits.SessionBytes
            ? throw tools.TooLong($"Expected at most {FieldLimits.SessionBytes} bytes of JSON, but got {bytes} instead.")
            : Read(response, session);
    }

    private static FunctionTool[] ReadTools(EventField tools)
    {
        FunctionTool[] read = [.. tools.Items().Take(FieldLimits.Tools + 1).Select(ReadTool)];
        var twice = read.GroupBy(tool => tool.Name).FirstOrDefault(group => group.Count() > 1);
        return read.Length > FieldLimits.Tools ? throw tools.Invalid($"Expected at most {FieldLimits.Tools} tools.")
            : twice is not null ? throw tools.Invalid($"Two functions are called '{twice.Key}'.")
            : read;
    }

    private static FunctionTool ReadTool(EventField tool)
    {
        var type = tool["type"];
        if (type.Text() != Function)
        {
            throw type.NotOneOf(Function);
        }

        var (name, parameters) = (tool["name"], tool["parameters"]);
        var schema =
            parameters.IsAbsent ? NoParameters
            : parameters.Element.ValueKind == JsonValueKind.Object ? parameters.Element.Clone()
            : throw parameters.WrongType("an object");
        if (!Name().IsMatch(name.Text(FieldLimits.ToolName)))
        {
            throw name.Invalid("Expected letters, digits, '_' and '-'.");
        }

        return ToolArguments.SchemaFault(schema) is { } fault
            ? throw parameters.Invalid($"Expected a JSON schema, but {fault}")
            : new(name.Text(), tool["description"].TextOrNull(), schema);
    }

    private static ToolChoice ReadChoice(EventField choice, IReadOnlyList<FunctionTool> tools)
    {
        if (!choice.IsString)
        {
            var (type, name) = (choice["type"], choice["name"]);
            return type.Text() != Function ? throw type.NotOneOf(Function)
                : tools.Any(tool => tool.Name == name.Text()) ? ToolChoice.Named(name.Text())
                : throw name.Invalid($"The functions are: {string.Join(", ", tools.Select(tool => tool.Name))}.");
        }

        return choice.Text() switch
        {
            "auto" => ToolChoice.Auto,
            "none" => ToolChoice.None,
            "required" => ToolChoice.Required,
            _ => throw choice.NotOneOf("auto", "none", "required"),
        };
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
