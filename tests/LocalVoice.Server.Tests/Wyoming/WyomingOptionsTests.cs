using System.Net;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Wyoming;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Wyoming;

public sealed class WyomingOptionsTests
{
    [Theory]
    [InlineData("Port", "70000", "LocalVoice:Wyoming:Port is '70000'; it must be 0…65535.")]
    [InlineData("Address", "my-house", "LocalVoice:Wyoming:Address is 'my-house'; it must be an address of this machine")]
    [InlineData("Address", "0.0.0.0", "LocalVoice:Wyoming:Address is '0.0.0.0', and the protocol has no keys")]
    [InlineData("AllowedNetworks:0", "192.168.1.0/33", "LocalVoice:Wyoming:AllowedNetworks:0 is '192.168.1.0/33'; it must be a network")]
    [InlineData("MaxConnections", "0", "LocalVoice:Wyoming:MaxConnections is '0'; it must be 1…10000.")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync("--LocalVoice:Wyoming:Enabled=true", $"--LocalVoice:Wyoming:{key}={value}")
        );

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.1.77", true)]
    [InlineData("::ffff:192.168.1.77", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("fd00::9", true)]
    [InlineData("192.168.2.1", false)]
    [InlineData("10.0.0.6", false)]
    [InlineData("2001:db8::1", false)]
    public void Who_may_come_is_told_by_networks_and_addresses(string address, bool allowed) =>
        Assert.Equal(allowed, new NetworkList(["192.168.1.0/24", "10.0.0.5", "fd00::/8"]).Allows(IPAddress.Parse(address)));

    [Fact]
    public void Where_it_listens_is_told_in_a_sentence()
    {
        var open = new WyomingOptions
        {
            Enabled = true,
            Address = "0.0.0.0",
            AllowedNetworks = { "192.168.1.0/24" },
        };

        Assert.Equal("Wyoming (Home Assistant): off.", WyomingEndpoint.Describe(new()));
        Assert.EndsWith("127.0.0.1:10300, which only this machine reaches.", WyomingEndpoint.Describe(new() { Enabled = true }));
        Assert.EndsWith("0.0.0.0:10300, without keys, for this machine and 192.168.1.0/24.", WyomingEndpoint.Describe(open));
    }
}
