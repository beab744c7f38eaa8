using LocalVoice.Server.Configuration;
using LocalVoice.Server.Mcp;

namespace LocalVoice.Server.Tests.Mcp;

public sealed class McpAirGapTests
{
    [Theory]
    [InlineData("https://tools.example/mcp", "", "tools.example:443; remove it, or list it in LocalVoice:AirGap:Allow")]
    [InlineData("tools.example:8443", "tools.example:443", "tools.example:8443; remove it")]
    public void An_air_gap_that_is_asked_for_forbids_servers_elsewhere_at_the_start(string address, string onSite, string why)
    {
        var checkedAt = new McpAirGapValidator().Validate(null, Options(address, onSite));

        Assert.Contains(why, checkedAt.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://tools.example/mcp", "tools.example:443")]
    [InlineData("http://127.0.0.1:9/mcp", "")]
    public void Servers_on_site_and_on_this_machine_are_allowed(string address, string onSite) =>
        Assert.True(new McpAirGapValidator().Validate(null, Options(address, onSite)).Succeeded);

    private static LocalVoiceOptions Options(string address, string onSite)
    {
        var options = new LocalVoiceOptions { AirGapped = true };
        options.Mcp.AllowedAddresses.Add(address);
        if (onSite.Length > 0)
        {
            options.AirGap.Allow.Add(onSite);
        }

        return options;
    }
}
