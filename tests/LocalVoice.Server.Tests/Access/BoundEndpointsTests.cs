using System.Net;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Access;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Access;

public sealed class BoundEndpointsTests
{
    private static readonly IVoiceSessionFactory Sessions = new FakeVoiceSessionFactory();

    [Theory]
    [InlineData("port 0 of any address of this machine (0.0.0.0:0)", "--urls", "http://0.0.0.0:0")]
    [InlineData("0.0.0.0:0", "--urls", "http://127.0.0.1:0;http://0.0.0.0:0")]
    [InlineData("0.0.0.0:0", "--Kestrel:Endpoints:Lan:Url", "http://0.0.0.0:0")]
    public async Task Listening_to_others_without_a_key_stops_the_start_in_one_sentence(string address, params string[] args)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync(args));
        var sentence = Assert.Single(failure.Failures);
        Assert.All(
            [address, "LocalVoice:Access:Keys", "localvoice keys new", "--insecure", "LocalVoice:Access:Insecure=true"],
            part => Assert.Contains(part, sentence, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(true, "--urls", "http://localhost:1;http://127.0.0.2:1;http://[::1]:1;http://unix:/tmp/voice.sock")]
    [InlineData(true, "--urls", "http://+:1", "--LocalVoice:Access:Insecure=true")]
    [InlineData(true, "--urls", "http://+:1", "--Kestrel:Endpoints:Own:Url", "http://localhost:1")]
    [InlineData(false, "--urls", "http://+:1")]
    [InlineData(false, "--urls", "http://localhost:1;http://192.168.1.7:1")]
    [InlineData(false, "--urls", "http://voice.lan:1")]
    [InlineData(false, "--urls", "http://[::]:1")]
    [InlineData(false, "--urls", "", "--http_ports", "1")]
    [InlineData(false, "--Kestrel:Endpoints:Lan:Url", "https://*:1")]
    public async Task Configured_addresses_are_checked_before_anything_starts(bool allowed, params string[] args)
    {
        await using var app = VoiceServer.Build(args, builder => builder.Services.AddSingleton(Sessions));
        var failure = Record.Exception(() => VoiceServer.CheckAddresses(app));
        Assert.Equal(allowed, failure is null);
        Assert.True(allowed || failure is OptionsValidationException);
    }

    [Fact]
    public async Task Listening_to_others_with_a_key_needs_no_more_words()
    {
        var key = ApiKey.Create();
        await using var server = await RunningServer
            .StartAsync("--urls", "http://0.0.0.0:0", "--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(key))
            .DisposeAfterwards();
        using var refused = await server.Value.HandshakeAsync();
        using var admitted = await server.Value.HandshakeAsync($"Authorization: Bearer {key}");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.SwitchingProtocols), (refused.StatusCode, admitted.StatusCode));
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.Contains("Insecure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listening_to_others_insecurely_is_said_aloud()
    {
        await using var server = await RunningServer
            .StartAsync("--urls", "http://0.0.0.0:0", "--LocalVoice:Access:Insecure=true")
            .DisposeAfterwards();
        using var response = await server.Value.HandshakeAsync();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        var line = Assert.Single(server.Value.Log.Lines, line => line.Contains("Insecure", StringComparison.Ordinal));
        Assert.StartsWith("Warning: Insecure, as configured: whoever reaches port 0 of any address", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insecure_does_not_switch_off_configured_keys()
    {
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Access:Insecure=true", $"--LocalVoice:Access:Keys:phone={ApiKey.SettingOf("k")}")
            .DisposeAfterwards();
        using var response = await server.Value.HandshakeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
