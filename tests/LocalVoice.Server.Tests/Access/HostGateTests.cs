using System.Net;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Access;

public sealed class HostGateTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost:3000")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:8080")]
    [InlineData("rebound.example", false)]
    [InlineData("localhost.rebound.example", false)]
    [InlineData("127.0.0.1.rebound.example:8080", false)]
    [InlineData("192.168.1.7", false)]
    public async Task A_server_on_a_loopback_address_answers_to_the_machines_own_names_only(string host, bool answers = true)
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        await AssertAnswersAsync(server.Value, host, answers);
    }

    [Theory]
    [InlineData("voice.lan:8080")]
    [InlineData("a.example")]
    [InlineData("localhost")]
    [InlineData("example", false)]
    [InlineData("rebound.lan", false)]
    public async Task Allowed_hosts_are_names_of_a_server_on_a_loopback_address_too(string host, bool answers = true)
    {
        await using var server = await RunningServer.StartAsync("--AllowedHosts", "voice.lan;*.example").DisposeAfterwards();
        await AssertAnswersAsync(server.Value, host, answers);
    }

    [Theory]
    [InlineData("", "voice.lan")]
    [InlineData("*", "voice.lan")]
    [InlineData("voice.lan", "voice.lan:8080")]
    [InlineData("voice.lan", "localhost:8080")]
    [InlineData("voice.lan", "other.lan", false)]
    [InlineData("xn--exmpl-hra.lan", "xn--exmpl-hra.lan")]
    [InlineData("exämpl.lan", "xn--exmpl-hra.lan")]
    [InlineData("voice.lan", "xn--a-ecp.lan", false)]
    [InlineData("voice.lan", "xn--999999999.lan", false)]
    public async Task A_server_for_others_answers_to_allowed_hosts_or_to_any(string allowed, string host, bool answers = true)
    {
        await using var server = await RunningServer
            .StartAsync("--urls", "http://0.0.0.0:0", "--LocalVoice:Access:Insecure=true", "--AllowedHosts", allowed)
            .DisposeAfterwards();
        await AssertAnswersAsync(server.Value, host, answers);
    }

    [Fact]
    public async Task The_refusal_names_the_host_and_the_setting()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        using var response = await server.Value.HandshakeAsync("Host: rebound.example:8080", "Origin: http://rebound.example:8080");
        var error = await response.ErrorAsync();
        Assert.Equal((HttpStatusCode.MisdirectedRequest, "host_not_allowed"), (response.StatusCode, error.Text("code")));
        Assert.Contains("'rebound.example:8080'", error.Text("message"), StringComparison.Ordinal);
        Assert.Contains("AllowedHosts", error.Text("message"), StringComparison.Ordinal);
    }

    private static async Task AssertAnswersAsync(RunningServer server, string host, bool answers)
    {
        foreach (var path in (string[])["/", "/healthz", "/v1/models"])
        {
            using var response = await server.SendAsync(path, $"Host: {host}");
            Assert.Equal(answers ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest, response.StatusCode);
        }
    }
}
