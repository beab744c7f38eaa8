using System.Net;
using LocalVoice.Server.Access;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Access;

/// <summary>What keys may do.</summary>
public sealed class KeyRoleTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Keys = ((string[])["phone", "operator", "scraper", "both"]).ToDictionary(
        name => name,
        _ => ApiKey.Create()
    );

    private RunningServer _server = new();

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartAsync([
            .. Keys.Select(key => $"--LocalVoice:Access:Keys:{key.Key}={ApiKey.SettingOf(key.Value)}"),
            "--LocalVoice:Access:Roles:operator=admin",
            "--LocalVoice:Access:Roles:scraper=Metrics",
            "--LocalVoice:Access:Roles:both=talk, admin",
            "--LocalVoice:Telemetry:Prometheus:Enabled=true",
        ]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("phone", "/v1/models", HttpStatusCode.OK)]
    [InlineData("phone", "/v1/stats", HttpStatusCode.OK)]
    [InlineData("phone", "/v1/admin/sessions", HttpStatusCode.Forbidden)]
    [InlineData("phone", "/metrics", HttpStatusCode.Forbidden)]
    [InlineData("operator", "/v1/models", HttpStatusCode.Forbidden)]
    [InlineData("operator", "/v1/stats", HttpStatusCode.OK)]
    [InlineData("operator", "/v1/admin/sessions", HttpStatusCode.OK)]
    [InlineData("operator", "/metrics", HttpStatusCode.Forbidden)]
    [InlineData("scraper", "/v1/models", HttpStatusCode.Forbidden)]
    [InlineData("scraper", "/v1/stats", HttpStatusCode.OK)]
    [InlineData("scraper", "/v1/admin/sessions", HttpStatusCode.Forbidden)]
    [InlineData("scraper", "/metrics", HttpStatusCode.OK)]
    [InlineData("both", "/v1/models", HttpStatusCode.OK)]
    [InlineData("both", "/v1/admin/sessions", HttpStatusCode.OK)]
    [InlineData("both", "/metrics", HttpStatusCode.Forbidden)]
    public async Task A_key_opens_what_its_roles_say(string key, string path, HttpStatusCode status)
    {
        using var response = await _server.SendAsync(path, $"Authorization: Bearer {Keys[key]}");

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("phone", HttpStatusCode.SwitchingProtocols)]
    [InlineData("both", HttpStatusCode.SwitchingProtocols)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    [InlineData("scraper", HttpStatusCode.Forbidden)]
    public async Task Sessions_need_the_role_talk(string key, HttpStatusCode status)
    {
        using var response = await _server.HandshakeAsync($"Authorization: Bearer {Keys[key]}");

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_role_is_told_with_what_is_needed_and_what_the_key_has()
    {
        using var talks = await _server.SendAsync("/v1/admin/sessions", $"Authorization: Bearer {Keys["phone"]}");
        using var scrapes = await _server.SendAsync("/v1/models", $"Authorization: Bearer {Keys["scraper"]}");

        var error = await talks.ErrorAsync();
        Assert.Equal("insufficient_role", error.Text("code"));
        Assert.Equal(
            "This needs a key with the role admin; the key 'phone' has talk. The operator changes that in LocalVoice:Access:Roles:phone.",
            error.Text("message")
        );
        Assert.StartsWith("This needs a key with the role talk;", (await scrapes.ErrorAsync()).Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/admin/sessions")]
    [InlineData("/metrics")]
    public async Task Without_a_key_or_with_an_unknown_one_it_is_401(string path)
    {
        using var none = await _server.SendAsync(path);
        using var unknown = await _server.SendAsync(path, "Authorization: Bearer lv_wrong");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task A_client_secret_is_no_operator_s()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Keys["both"]);
        using var made = await http.PostAsync(new Uri(_server.Address, "/v1/realtime/client_secrets"), content: null);
        var secret = System.Text.Json.JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.Text("value");

        using var refused = await _server.SendAsync("/v1/admin/sessions", $"Authorization: Bearer {secret}");
        using var session = await _server.HandshakeAsync($"Authorization: Bearer {secret}");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.SwitchingProtocols), (refused.StatusCode, session.StatusCode));
    }

    [Theory]
    [InlineData("LocalVoice:Access:Roles:nobody", "talk", "gives roles to a key that is not there")]
    [InlineData("LocalVoice:Access:Roles:phone", "talk, root", "must be some of talk, admin, metrics")]
    [InlineData("LocalVoice:Access:Roles:phone", "7", "must be some of talk, admin, metrics")]
    [InlineData("LocalVoice:Access:Roles:phone", "", "must be some of talk, admin, metrics")]
    public async Task Roles_that_are_none_stop_the_start(string setting, string value, string why)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(Keys["phone"]), $"--{setting}", value)
        );

        Assert.Contains($"{setting} ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }
}
