using LocalVoice.Server.Configuration;
using LocalVoice.Server.Mcp;
using LocalVoice.Server.Outbound;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Logging;
using LocalVoice.Tools;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Mcp;

/// <summary>The port's client against a real server of tools.</summary>
public sealed class McpToolServerTests(RealToolServer real) : IClassFixture<RealToolServer>, IDisposable
{
    private readonly OutboundConnections _connections = new(new([]), new SocketDialer(TimeProvider.System).DialAsync);
    private readonly RecordedLog _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_servers_tools_are_listed_with_their_schemas_and_hints()
    {
        await using var server = Open(real.Address);

        var tools = await server.ListAsync(Stop);

        var weather = tools.Single(tool => tool.Name == "weather");
        Assert.Equal(("Tells the weather.", true), (weather.Description, weather.IsReadOnly));
        Assert.Equal("string", weather.Parameters.GetProperty("properties").GetProperty("city").GetProperty("type").GetString());
        Assert.False(tools.Single(tool => tool.Name == "book").IsReadOnly);
    }

    [Fact]
    public async Task A_call_gets_its_arguments_and_comes_to_text()
    {
        await using var server = Open(real.Address);

        Assert.Equal("Sunny in Elx", await server.CallAsync("weather", """{"city":"Elx"}""", Stop));
    }

    [Fact]
    public async Task The_clients_headers_go_with_every_request_and_into_no_log()
    {
        await using var server = Open(real.Address, _ => { }, new KeyValuePair<string, string>("Authorization", "Bearer of-this-test"));

        await server.CallAsync("weather", """{"city":"Elx"}""", Stop);
        await Assert.ThrowsAsync<ToolServerException>(() => server.CallAsync("nothing", "{}", Stop));

        Assert.True(real.Authorizations.Count(header => header == "Bearer of-this-test") >= 3);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("of-this-test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tool_that_fails_says_why_and_the_connection_goes_on()
    {
        await using var server = Open(real.Address);

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.CallAsync("book", "{}", Stop));

        Assert.Equal(ToolServerFault.Tool, failure.Fault);
        Assert.EndsWith("No table is free.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Sunny in Elx", await server.CallAsync("weather", """{"city":"Elx"}""", Stop));
    }

    [Fact]
    public async Task A_tool_that_the_server_does_not_have_is_a_protocol_error_with_its_code()
    {
        await using var server = Open(real.Address);

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.CallAsync("nothing", "{}", Stop));

        Assert.Equal((ToolServerFault.Protocol, -32602), (failure.Fault, failure.Code));
    }

    [Fact]
    public async Task A_tool_that_takes_too_long_is_given_up_and_the_next_call_works()
    {
        var time = new FakeTimeProvider();
        var options = new McpOptions { AllowedAddresses = { $"{real.Address}" } };
        await using var server = new McpToolServers(_connections, options, time, _log).Open(new(real.Address, []));
        var slow = server.CallAsync("slow", "{}", Stop);
        await real.SlowBegun.ReachesAsync(1);

        time.Advance(options.CallTimeout);
        var failure = await Assert.ThrowsAsync<ToolServerException>(() => slow);

        Assert.Equal(ToolServerFault.Tool, failure.Fault);
        Assert.EndsWith("did not answer within 30 s.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Sunny in Elx", await server.CallAsync("weather", """{"city":"Elx"}""", Stop));
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_not_read()
    {
        await using var server = Open(real.Address, options => options.MaxResponseBytes = 16 * 1024);

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.CallAsync("long", """{"length":20000}""", Stop));

        Assert.Contains("sent more than 16384 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Contains("LocalVoice:Mcp:MaxResponseBytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Sunny in Elx", await server.CallAsync("weather", """{"city":"Elx"}""", Stop));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = Open(real.Moved);

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.ListAsync(Stop));

        Assert.Equal((ToolServerFault.Http, 307), (failure.Fault, failure.Code));
        Assert.Contains("redirects, which is not followed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_server_of_tools_is_an_http_error_with_its_status()
    {
        await using var server = Open(real.Nothing);

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.ListAsync(Stop));

        Assert.Equal((ToolServerFault.Http, 404), (failure.Fault, failure.Code));
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_not_contacted()
    {
        var before = real.Authorizations.Count;
        var options = new McpOptions { AllowedAddresses = { "https://tools.example" } };
        await using var server = new McpToolServers(_connections, options, TimeProvider.System, _log).Open(new(real.Address, []));

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.ListAsync(Stop));

        Assert.Contains("leads to an address that the operator does not allow", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, real.Authorizations.Count);
    }

    [Fact]
    public async Task The_air_gap_applies_and_says_where_it_is_opened()
    {
        await using var server = Open(new("https://tools.example/mcp"));

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.ListAsync(Stop));

        Assert.Equal(ToolServerFault.Http, failure.Fault);
        Assert.Contains("The air gap forbids a connection to tools.example:443", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_an_address_is_told_without_delay()
    {
        await using var server = Open(new("http://127.0.0.1:9/mcp"));

        var failure = await Assert.ThrowsAsync<ToolServerException>(() => server.ListAsync(Stop));

        Assert.Equal((ToolServerFault.Http, "The tool server at 127.0.0.1:9 cannot be reached."), (failure.Fault, failure.Message));
    }

    public void Dispose() => _connections.Dispose();

    private IToolServer Open(Uri address) => Open(address, _ => { });

    private IToolServer Open(Uri address, Action<McpOptions> configure, params KeyValuePair<string, string>[] headers)
    {
        var options = new McpOptions { AllowedAddresses = { address.GetLeftPart(UriPartial.Authority) } };
        configure(options);
        return new McpToolServers(_connections, options, TimeProvider.System, _log).Open(new(address, headers));
    }
}
