using System.Net;
using LocalVoice.Server.Access;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Access;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private static readonly string Phone = ApiKey.Create();
    private static readonly string Kiosk = ApiKey.Create();
    private RunningServer _server = new();

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartAsync(
            "--LocalVoice:Access:Keys:phone",
            ApiKey.SettingOf(Phone),
            "--LocalVoice:Access:Keys:kiosk",
            ApiKey.SettingOf(Kiosk)
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Any_configured_key_opens_a_session_as_bearer_token_of_a_stock_client()
    {
        foreach (var key in (string[])[Phone, Kiosk])
        {
            using var response = await _server.HandshakeAsync($"Authorization: Bearer {key}", "Sec-WebSocket-Protocol: realtime");
            Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("realtime")]
    [InlineData("localvoice")]
    public async Task A_browser_carries_the_key_as_a_subprotocol_that_is_not_echoed(string subprotocol)
    {
        using var response = await _server.HandshakeAsync($"Sec-WebSocket-Protocol: {subprotocol}, openai-insecure-api-key.{Phone}");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.Equal([subprotocol], response.Headers.GetValues("Sec-WebSocket-Protocol"));
        Assert.DoesNotContain(Phone, response.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing_api_key", "Bearer")]
    [InlineData("missing_api_key", "Bearer", "Authorization: Bearer ")]
    [InlineData("missing_api_key", "Bearer", "Authorization: Basic cGhvbmU6cGhvbmU=")]
    [InlineData("missing_api_key", "Bearer", "Sec-WebSocket-Protocol: realtime")]
    [InlineData("invalid_api_key", "Bearer error=\"invalid_token\"", "Authorization: Bearer lv_wrong")]
    [InlineData("invalid_api_key", "Bearer error=\"invalid_token\"", "Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.lv_wrong")]
    public async Task Without_a_known_key_the_upgrade_is_refused(string code, string challenge, params string[] headers)
    {
        using var response = await _server.HandshakeAsync(headers);
        var error = await response.ErrorAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(challenge, response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(("invalid_request_error", code), (error.Text("type"), error.Text("code")));
        Assert.True(error.IsNull("param"));
    }

    [Fact]
    public async Task The_hash_of_a_key_is_no_key()
    {
        using var response = await _server.HandshakeAsync($"Authorization: Bearer {ApiKey.SettingOf(Phone)}");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("api_key")]
    [InlineData("access_token")]
    public async Task A_key_in_the_query_string_is_not_read(string parameter)
    {
        using var response = await _server.SendAsync($"/v1/models?{parameter}={Phone}");
        Assert.Equal("missing_api_key", (await response.ErrorAsync()).Text("code"));
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/V1/Models")]
    public async Task The_profiles_need_a_key_where_sessions_do(string path)
    {
        using var refused = await _server.SendAsync(path);
        using var admitted = await _server.SendAsync(path, $"Authorization: Bearer {Phone}");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, admitted.StatusCode));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/")]
    public async Task Health_and_the_page_stay_open(string path)
    {
        using var response = await _server.SendAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_log_names_the_key_that_opened_a_session_and_never_holds_a_key()
    {
        using (await _server.HandshakeAsync($"Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.{Phone}"))
        {
            await _server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        }

        using var wrong = await _server.HandshakeAsync("Authorization: Bearer lv_wrong");
        using var query = await _server.SendAsync($"/v1/realtime?key={Kiosk}");
        await _server.StopAsync();
        Assert.Contains(_server.Log.Lines, line => line.Contains("opened (Realtime, profile es, key phone)", StringComparison.Ordinal));
        Assert.DoesNotContain(
            _server.Log.Lines,
            line => ((string[])[Phone, Kiosk, "lv_wrong"]).Any(key => line.Contains(key, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_key_that_is_not_needed_is_ignored()
    {
        await using var open = await RunningServer.StartAsync().DisposeAfterwards();
        using var response = await open.Value.HandshakeAsync($"Authorization: Bearer {Phone}");
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
    }

    [Theory]
    [InlineData("lv_3yQkXW")]
    [InlineData("sha256:12")]
    [InlineData("")]
    public async Task A_plain_key_in_the_configuration_stops_the_start_with_the_remedy_and_without_the_key(string value)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync("--LocalVoice:Access:Keys:phone", value)
        );
        Assert.StartsWith("LocalVoice:Access:Keys:phone must be sha256:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'localvoice keys new phone'", failure.Message, StringComparison.Ordinal);
        Assert.True(value.Length == 0 || !failure.Message.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_new_key_is_another_and_fits_a_header_and_a_subprotocol()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(_ => ApiKey.Create())];
        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^lv_[A-Za-z0-9_-]{43}$", key));
    }
}
