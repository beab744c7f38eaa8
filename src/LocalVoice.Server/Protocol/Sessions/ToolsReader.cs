using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalVoice.Chat;
using LocalVoice.Core.Tools;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary><c>tools</c>, <c>tool_choice</c> and <c>parallel_tool_calls</c> of a session or a response.</summary>
internal static partial class ToolsReader
{
    private const string Function = "function";

    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    /// <param name="parent">The session, or a response.</param>
    /// <param name="session">What holds where the parent says nothing.</param>
    public static ToolSet Read(EventField parent, ToolSet session, ToolAddresses allowed)
    {
        var (tools, choice, parallel) = (parent["tools"], parent["tool_choice"], parent["parallel_tool_calls"]);
        var offered = tools.IsAbsent ? session.Tools : ReadFunctions(tools);
        var servers = tools.IsAbsent ? session.Servers : ReadServers(tools, allowed);
        var none = offered.Count + servers.Count == 0;
        if (none && choice.IsAbsent)
        {
            return ToolSet.Empty;
        }

        var wanted = choice.IsAbsent ? session.Choice : ReadChoice(choice, offered, servers);
        return none ? ToolSet.Empty : new(offered, wanted, parallel.Flag(session.Parallel)) { Servers = servers };
    }

    /// <returns>Null where a response has the session's.</returns>
    public static ToolSet? ReadOverride(EventField response, ToolSet session, ToolAddresses allowed)
    {
        var tools = response["tools"];
        if (tools.IsAbsent && response["tool_choice"].IsAbsent && response["parallel_tool_calls"].IsAbsent)
        {
            return null;
        }

        var bytes = tools.IsAbsent ? 0 : JsonMarshal.GetRawUtf8Value(tools.Element).Length;
        return bytes > FieldLimits.SessionBytes
            ? throw tools.TooLong($"Expected at most {FieldLimits.SessionBytes} bytes of JSON, but got {bytes} instead.")
            : Read(response, session, allowed);
    }

    public static bool IsName(string text) => Name().IsMatch(text);

    private static ToolServer[] ReadServers(EventField tools, ToolAddresses allowed)
    {
        ToolServer[] read =
        [
            .. tools.Items().Where(IsServer).Take(FieldLimits.ToolServers + 1).Select(tool => ToolServerReader.Read(tool, allowed)),
        ];
        var twice = read.GroupBy(server => server.Label).FirstOrDefault(group => group.Count() > 1);
        return read.Length > FieldLimits.ToolServers ? throw tools.Invalid($"Expected at most {FieldLimits.ToolServers} servers of tools.")
            : twice is not null ? throw tools.Invalid($"Two servers have the label '{twice.Key}'.")
            : read;
    }

    private static bool IsServer(EventField tool) => tool["type"].Text() == ToolServerReader.Type;

    private static FunctionTool[] ReadFunctions(EventField tools)
    {
        FunctionTool[] read = [.. tools.Items().Where(tool => !IsServer(tool)).Take(FieldLimits.Tools + 1).Select(ReadTool)];
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
            throw type.NotOneOf(Function, ToolServerReader.Type);
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

    private static ToolChoice ReadChoice(EventField choice, IReadOnlyList<FunctionTool> tools, IReadOnlyList<ToolServer> servers)
    {
        if (!choice.IsString)
        {
            var (type, name) = (choice["type"], choice["name"]);
            return type.Text() == ToolServerReader.Type ? ReadServerChoice(choice, servers)
                : type.Text() != Function ? throw type.NotOneOf(Function, ToolServerReader.Type)
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

    private static ToolChoice ReadServerChoice(EventField choice, IReadOnlyList<ToolServer> servers)
    {
        var label = choice["server_label"];
        return servers.Any(server => server.Label == label.Text())
            ? ToolChoice.OfServer(label.Text(), choice["name"].TextOrNull(FieldLimits.Id))
            : throw label.Invalid(
                servers.Count == 0
                    ? "The session's tools name no server of type 'mcp'."
                    : $"The servers are: {string.Join(", ", servers.Select(server => server.Label))}."
            );
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
