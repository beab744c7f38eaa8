using System.Text.Json;
using System.Text.RegularExpressions;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Tools;

/// <summary>
/// What the servers of a session have told of their tools, and so what the language model is offered. Used by the session's loop
/// only.
/// </summary>
public sealed partial class ListedTools
{
    /// <summary>The most that a response is offered, the client's functions first (OpenAI's limit).</summary>
    private const int MostTools = 128;

    /// <summary>Characters of a function's name (OpenAI's limit).</summary>
    private const int LongestName = 64;

    private readonly Dictionary<ToolServerAddress, IReadOnlyList<RemoteTool>> _lists = [];
    private (ToolSet Declared, ToolSet Offered)? _newest;

    /// <summary>Notes what a server offers; none where it could not be asked.</summary>
    public void Note(ToolServerAddress server, IReadOnlyList<RemoteTool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        _lists[server] = [.. tools.Where(tool => IsObject(tool.Parameters) && ToolArguments.SchemaFault(tool.Parameters) is null)];
        _newest = null;
    }

    public void Forget(ToolServerAddress server)
    {
        _lists.Remove(server);
        _newest = null;
    }

    /// <summary>The functions, and the tools that are known of the servers. A tool keeps its name where no other has it.</summary>
    public ToolSet Offer(ToolSet declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        if (declared.Servers.Count == 0)
        {
            return declared;
        }

        if (_newest is not { } newest || !ReferenceEquals(newest.Declared, declared))
        {
            _newest = newest = (declared, Choose(Gather(declared)));
        }

        return newest.Offered;
    }

    /// <summary>Backends refuse all tools for one whose schema does not say so itself.</summary>
    private static bool IsObject(JsonElement schema) =>
        schema.ValueKind is JsonValueKind.Object
        && schema.TryGetProperty("type", out var type)
        && type.ValueKind is JsonValueKind.String
        && type.ValueEquals("object"u8);

    private ToolSet Gather(ToolSet declared)
    {
        var tools = declared.Tools.ToList();
        var names = tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var server in declared.Servers)
        {
            foreach (var tool in _lists.GetValueOrDefault(server.Address) ?? [])
            {
                if (tools.Count < MostTools && server.Allowed.Has(tool) && FreeName(server, tool, names) is { } name)
                {
                    tools.Add(new(name, tool.Description, tool.Parameters) { Origin = new(server, tool) });
                }
            }
        }

        return declared with
        {
            Tools = tools,
        };
    }

    /// <summary>A choice of a server, or of one of its tools, in the names that the model knows.</summary>
    private static ToolSet Choose(ToolSet offered)
    {
        if (offered.Choice.Server is not { } label)
        {
            return offered;
        }

        FunctionTool[] chosen = [.. offered.Tools.Where(tool => tool.Origin is { } origin && Is(origin, label, offered.Choice.ServerTool))];
        return chosen.Length == 0
            ? offered with
            {
                Choice = ToolChoice.Auto,
            }
            : offered with
            {
                Tools = chosen,
                Choice = chosen.Length == 1 ? ToolChoice.Named(chosen[0].Name) : ToolChoice.Required,
            };
    }

    private static bool Is(RemoteOrigin origin, string label, string? tool) =>
        origin.Server.Label == label && (tool is null || origin.Tool.Name == tool);

    /// <returns>Null where not even the name with the server's label is free.</returns>
    private static string? FreeName(ToolServer server, RemoteTool tool, HashSet<string> taken) =>
        new[] { tool.Name, $"{server.Label}_{tool.Name}" }.Select(Named).FirstOrDefault(name => name.Length > 0 && taken.Add(name));

    private static string Named(string name) =>
        Foreign().Replace(name, "_") is var plain && plain.Length > LongestName ? plain[..LongestName] : plain;

    [GeneratedRegex("[^A-Za-z0-9_-]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
