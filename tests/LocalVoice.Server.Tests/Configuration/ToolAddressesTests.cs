using LocalVoice.Server.Configuration;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Configuration;

public sealed class ToolAddressesTests
{
    [Theory]
    [InlineData("tools.example", "https://tools.example/anything?x=1")]
    [InlineData("tools.example:8443", "https://TOOLS.example:8443/mcp")]
    [InlineData("https://tools.example/a/b", "https://tools.example/a/b")]
    [InlineData("https://tools.example/a/b/", "https://tools.example/a/b/c")]
    [InlineData("http://127.0.0.1:9/mcp", "http://127.0.0.1:9/mcp")]
    public void An_address_below_an_entry_is_allowed(string entry, string address) =>
        Assert.True(new ToolAddresses([entry]).Allows(new(address)));

    [Theory]
    [InlineData("tools.example", "http://tools.example/")]
    [InlineData("tools.example", "https://tools.example:444/")]
    [InlineData("tools.example", "https://tools.example.evil/")]
    [InlineData("tools.example", "https://evil.tools.example/")]
    [InlineData("tools.example", "https://tools.example@evil/")]
    [InlineData("tools.example", "https://user@tools.example/")]
    [InlineData("tools.example", "file://tools.example/etc/passwd")]
    [InlineData("https://tools.example/a", "https://tools.example/ab")]
    [InlineData("https://tools.example/a", "https://tools.example/a/../b")]
    [InlineData("https://tools.example/a", "https://tools.example/a/%2e%2e/b")]
    [InlineData("https://tools.example/a", "https://tools.example/a/..%2fb")]
    [InlineData("https://tools.example/a", "https://tools.example/a/..%5Cb")]
    [InlineData("https://tools.example/a", "https://tools.example/a\\..\\b")]
    public void Any_other_is_not(string entry, string address) => Assert.False(new ToolAddresses([entry]).Allows(new(address)));

    [Fact]
    public void Nothing_is_allowed_by_default() => Assert.False(new ToolAddresses([]).Allows(new("https://tools.example/")));

    [Fact]
    public async Task An_entry_that_is_no_address_is_a_failure_at_the_start_that_names_it()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync("--LocalVoice:Mcp:AllowedAddresses:0", "ftp://tools.example")
        );

        Assert.Contains(
            "LocalVoice:Mcp:AllowedAddresses:0 is 'ftp://tools.example'; it must be",
            refused.Message,
            StringComparison.Ordinal
        );
    }
}
