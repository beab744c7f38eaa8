using LocalVoice.Server.Configuration;
using LocalVoice.Server.Outbound;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Mcp;

/// <summary>Checks at the start that an air gap that is asked for allows the servers of tools.</summary>
internal sealed class McpAirGapValidator : IValidateOptions<LocalVoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        if (options.AirGapped is not true)
        {
            return ValidateOptionsResult.Success;
        }

        var onSite = new AllowedAddresses(options.AirGap.Allow);
        string[] failures =
        [
            .. options
                .Mcp.AllowedAddresses.Select(ToolAddresses.Parse)
                .OfType<Uri>()
                .Where(address => !onSite.Allows(address.IdnHost, address.Port))
                .Select(address =>
                    $"{LocalVoiceOptions.Section}:AirGapped is 'true', but {McpOptions.Section}:{nameof(McpOptions.AllowedAddresses)} has "
                    + $"{AllowedAddresses.Text(address)}; remove it, or list it in "
                    + $"{LocalVoiceOptions.Section}:AirGap:Allow if it is on site."
                ),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
