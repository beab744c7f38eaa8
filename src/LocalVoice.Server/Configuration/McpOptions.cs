using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>Section <c>LocalVoice:Mcp</c>: the servers of tools that clients may name. Default: none.</summary>
public sealed class McpOptions : IValidatableObject
{
    public const string Section = $"{LocalVoiceOptions.Section}:Mcp";

    /// <summary>
    /// The addresses that a client's <c>server_url</c> may have: each a beginning of it up to a whole part of the path
    /// (<c>https://tools.example/mcp</c>), or a host with or without a port, which stands for all of it over <c>https</c>.
    /// </summary>
    public IList<string> AllowedAddresses { get; } = [];

    /// <summary>How long a server is asked for its tools, with the connection, 1 s…1 min. Default 10 s, chosen by trial.</summary>
    [Within("00:00:01", "00:01:00")]
    public TimeSpan ListTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a tool may run, 1 s…10 min. Default 30 s: a caller waits no longer.</summary>
    [Within("00:00:01", "00:10:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest answer that is read, 1 KiB…64 MiB. Default 1 MiB.</summary>
    [Within(1024, 64 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        AllowedAddresses
            .Index()
            .Where(entry => ToolAddresses.Parse(entry.Item) is null)
            .Select(entry => new ValidationResult(
                $"{Section}:{nameof(AllowedAddresses)}:{entry.Index} is '{entry.Item}'; it must be an address such as "
                    + "https://tools.example/mcp, or a host such as tools.example or tools.example:8443."
            ));
}
