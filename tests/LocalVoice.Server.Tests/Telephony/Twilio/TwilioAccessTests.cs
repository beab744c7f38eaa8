using System.Net;
using LocalVoice.Server.Access;
using LocalVoice.Server.Telephony.Twilio;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Telephony.Twilio;

public sealed class TwilioAccessTests : IDisposable
{
    private const string Path = "/v1/telephony/twilio";
    private const string Token = "12345";
    private readonly TemporaryFile _token = new("token");

    public TwilioAccessTests() => File.WriteAllText(_token.Path, $"{Token}\n");

    public void Dispose() => _token.Dispose();

    /// <summary>The example of https://www.twilio.com/docs/usage/security, whose parameters follow its address.</summary>
    [Fact]
    public void The_signature_of_twilios_own_example_is_computed() =>
        Assert.Equal(
            "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
            TwilioSignature.Of(
                Token,
                "https://mycompany.com/myapp.php?foo=1&bar=2CallSidCA1234567890ABCDECaller+14158675309Digits1234"
                    + "From+14158675309To+18005551212"
            )
        );

    [Theory]
    [InlineData("wss://voice.example.org/call", true)]
    [InlineData("wss://voice.example.org/call/", true)]
    [InlineData("wss://voice.example.org:443/call", true)]
    [InlineData("https://voice.example.org/call", true)]
    [InlineData("ws://voice.example.org/call", false)]
    [InlineData("wss://voice.example.org:444/call", false)]
    [InlineData("wss://voice.example.com/call", false)]
    [InlineData("wss://voice.example.org/other", false)]
    public void What_is_signed_is_the_address_however_it_is_spelt(string address, bool valid) =>
        Assert.Equal(valid, TwilioSignature.IsOf(Token, "wss://voice.example.org/call", TwilioSignature.Of(Token, address)));

    [Fact]
    public async Task A_signed_request_needs_no_api_key()
    {
        await using var server = await StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf("key")).DisposeAfterwards();
        var url = new Uri($"ws://{server.Value.Address.Authority}{Path}");

        await using var call = await FakeTwilio.CallAsync(
            url,
            headers: (TwilioSignature.Header, TwilioSignature.Of(Token, url.AbsoluteUri))
        );

        await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_is_what_is_signed()
    {
        const string Public = "wss://voice.example.org/phone";
        await using var server = await StartAsync("--LocalVoice:Telephony:Twilio:PublicUrl", Public).DisposeAfterwards();

        await using var call = await FakeTwilio.CallAsync(
            new Uri($"ws://{server.Value.Address.Authority}{Path}"),
            headers: (TwilioSignature.Header, TwilioSignature.Of(Token, Public))
        );

        await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("not base64 at all")]
    public async Task A_wrong_signature_is_refused_with_403(string? signature)
    {
        await using var server = await StartAsync().DisposeAfterwards();
        string[] header = signature is null ? [] : [$"{TwilioSignature.Header}: {signature}"];

        using var refused = await HandshakeAsync(server.Value, header);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("invalid_signature", (await refused.ErrorAsync()).Text("code"));
        Assert.Contains("Warning: Session refused: signature, status 403", server.Value.Log.Lines);
    }

    [Fact]
    public async Task An_api_key_does_not_stand_for_a_signature()
    {
        await using var server = await StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf("key")).DisposeAfterwards();

        using var refused = await HandshakeAsync(server.Value, "Authorization: Bearer key");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("key", HttpStatusCode.SwitchingProtocols)]
    [InlineData("other", HttpStatusCode.Unauthorized)]
    public async Task Without_an_auth_token_an_api_key_is_needed_as_everywhere(string key, HttpStatusCode status)
    {
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf("key"))
            .DisposeAfterwards();

        using var answer = await HandshakeAsync(server.Value, $"Authorization: Bearer {key}");

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_full_server_refuses_the_call_before_it_begins()
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Admission:MaxSessions", "1").DisposeAfterwards();
        await using var call = await FakeTwilio.CallAsync(new Uri($"ws://{server.Value.Address.Authority}{Path}"));
        await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());

        using var refused = await HandshakeAsync(server.Value);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("server_full", (await refused.ErrorAsync()).Text("code"));
    }

    [Fact]
    public async Task A_request_that_is_no_websocket_is_told_what_this_is()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();

        using var answer = await server.Value.SendAsync(Path);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Contains("Media Streams", (await answer.ErrorAsync()).Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AuthTokenFile", "/nowhere/token", "AuthTokenFile is '/nowhere/token', which cannot be read")]
    [InlineData("AuthTokenVariable", "LOCALVOICE_TEST_UNSET", "AuthTokenVariable leads to no text")]
    [InlineData("PublicUrl", "voice.example.org", "PublicUrl is 'voice.example.org'; it must be an address")]
    [InlineData("PublicUrl", "ftp://voice.example.org", "PublicUrl is 'ftp://voice.example.org'")]
    [InlineData("PublicUrl", "wss://voice.example.org/?model=es", "without a query")]
    public async Task Wrong_settings_are_named_at_the_start(string key, string value, string told)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync($"--LocalVoice:Telephony:Twilio:{key}", value)
        );

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, failure.Message, StringComparison.Ordinal);
    }

    private Task<RunningServer> StartAsync(params string[] args) =>
        RunningServer.StartAsync(["--LocalVoice:Telephony:Twilio:AuthTokenFile", _token.Path, .. args]);

    private static Task<HttpResponseMessage> HandshakeAsync(RunningServer server, params string[] headers) =>
        server.SendAsync(
            Path,
            [
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                .. headers,
            ]
        );
}
