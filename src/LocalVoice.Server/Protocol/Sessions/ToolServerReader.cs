using System.Collections.Frozen;
using System.Globalization;
using LocalVoice.Core.Tools;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>A tool of type <c>mcp</c>: a server of tools elsewhere, where the operator allows its address.</summary>
internal static class ToolServerReader
{
    public const string Type = "mcp";
    public const string Authorization = "authorization";
    public const string Headers = "headers";

    /// <summary>What the connection itself says.</summary>
    private static readonly FrozenSet<string> OwnHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept",
        "Accept-Encoding",
        "Connection",
        "Content-Encoding",
        "Content-Length",
        "Content-Type",
        "Cookie",
        "Expect",
        "Host",
        "Keep-Alive",
        "Last-Event-ID",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade"
    );

    public static ToolServer Read(EventField tool, ToolAddresses allowed)
    {
        foreach (var name in new[] { "connector_id", "tunnel_id" })
        {
            if (!tool[name].IsAbsent)
            {
                throw new ProtocolException(
                    "unsupported_parameter",
                    $"'{tool[name].Path}' is not supported: this server has no connectors; give 'server_url'.",
                    tool[name].Path
                );
            }
        }

        return new(ReadLabel(tool["server_label"]), new(ReadUrl(tool["server_url"], allowed), [.. ReadHeaders(tool)]))
        {
            Allowed = ReadAllowed(tool["allowed_tools"]),
            Approval = ReadApproval(tool["require_approval"]),
        };
    }

    private static string ReadLabel(EventField label) =>
        ToolsReader.IsName(label.Text(FieldLimits.ToolName)) ? label.Text() : throw label.Invalid("Expected letters, digits, '_' and '-'.");

    private static Uri ReadUrl(EventField url, ToolAddresses allowed)
    {
        if (!Uri.TryCreate(url.Text(FieldLimits.Url), UriKind.Absolute, out var address))
        {
            throw url.Invalid("Expected an address such as https://tools.example/mcp.");
        }

        return allowed.Allows(address)
            ? address
            : throw new ProtocolException(
                "mcp_not_allowed",
                $"'{url.Path}' is at {address.Scheme}://{address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)}, which the "
                    + $"operator does not allow: add the address to {McpOptions.Section}:{nameof(McpOptions.AllowedAddresses)}.",
                url.Path
            );
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadHeaders(EventField tool)
    {
        var headers = tool[Headers];
        var given = headers.Properties().Take(FieldLimits.Headers + 1).ToArray();
        if (given.Length > FieldLimits.Headers)
        {
            throw headers.Invalid($"Expected at most {FieldLimits.Headers} headers.");
        }

        foreach (var (name, field) in given)
        {
            yield return IsHeader(name)
                ? new(name, Value(field))
                : throw headers.Invalid("Expected names of headers that are the client's to set, such as X-Api-Key.");
        }

        if (!tool[Authorization].IsAbsent)
        {
            yield return new("Authorization", $"Bearer {Value(tool[Authorization])}");
        }
    }

    private static bool IsHeader(string name) =>
        name.Length is > 0 and <= FieldLimits.MetadataKey
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && !OwnHeaders.Contains(name)
        && !name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Errors leave the value out: it may be a key.</summary>
    private static string Value(EventField field) =>
        field.Text(FieldLimits.HeaderValue).All(letter => letter is >= ' ' and <= '~')
            ? field.Text()
            : throw field.Invalid("Expected printable ASCII characters.");

    private static ToolFilter ReadAllowed(EventField allowed) =>
        allowed.IsAbsent ? ToolFilter.All
        : allowed.Element.ValueKind == System.Text.Json.JsonValueKind.Array ? new(ReadNames(allowed), null)
        : ReadFilter(allowed);

    private static ToolApproval ReadApproval(EventField approval)
    {
        if (approval.IsAbsent)
        {
            return ToolApproval.Always;
        }

        if (!approval.IsString)
        {
            var (always, never) = (approval["always"], approval["never"]);
            return new(always.IsAbsent ? null : ReadFilter(always), never.IsAbsent ? null : ReadFilter(never));
        }

        return approval.Text() switch
        {
            "always" => ToolApproval.Always,
            "never" => ToolApproval.Never,
            _ => throw approval.NotOneOf("always", "never"),
        };
    }

    private static ToolFilter ReadFilter(EventField filter)
    {
        var (names, readOnly) = (filter["tool_names"], filter["read_only"]);
        return new(names.IsAbsent ? null : ReadNames(names), readOnly.IsAbsent ? null : readOnly.Flag(absent: false));
    }

    private static string[] ReadNames(EventField names)
    {
        string[] read = [.. names.Items().Take(FieldLimits.Tools + 1).Select(name => name.Text(FieldLimits.Id))];
        return read.Length <= FieldLimits.Tools ? read : throw names.Invalid($"Expected at most {FieldLimits.Tools} names.");
    }
}
