using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LocalVoice.Server.Access;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Calls;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>Who may call, with what, and what others are told.</summary>
public sealed class CallRefusalTests
{
    private static readonly string Key = ApiKey.Create();
    private static readonly string[] WithKey = ["--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(Key)];
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData("v=1", "invalid_sdp", "Line 1 ")]
    [InlineData("", "missing_required_parameter", "offer")]
    public async Task An_offer_that_cannot_be_used_is_refused_with_its_line(string sdp, string code, string message)
    {
        await using var server = await CallServer.StartAsync("--LocalVoice:Admission:MaxSessions", "1");
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.PostAsync(sdp);
            var error = await CallServer.ErrorOfAsync(response);
            Assert.Equal((HttpStatusCode.BadRequest, code, "sdp"), (response.StatusCode, error.Text("code"), error.Text("param")));
            Assert.Contains(message, error.Text("message"), StringComparison.Ordinal);
        }

        // None of them has taken the only place.
        await server.CallAsync();
    }

    [Fact]
    public async Task More_calls_than_the_server_takes_are_refused_until_one_has_ended()
    {
        await using var server = await CallServer.StartAsync("--LocalVoice:Admission:MaxSessions", "1");
        var call = await server.CallAsync();
        using var full = await server.PostAsync(Offers.Chromium);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "server_full"),
            (full.StatusCode, (await CallServer.ErrorOfAsync(full)).Text("code"))
        );

        using (await server.SendAsync(null, $"{call.Address}/hangup")) { }

        await call.Transport.Disposed.WaitAsync(TestClient.EventTimeout());
        HttpStatusCode status;
        do
        {
            using var next = await server.PostAsync(Offers.Chromium);
            status = next.StatusCode;
        } while (status == HttpStatusCode.ServiceUnavailable && !TestClient.EventTimeout().IsCancellationRequested);

        Assert.Equal(HttpStatusCode.Created, status);
    }

    [Fact]
    public async Task Other_bodies_are_told_what_to_send()
    {
        await using var server = await CallServer.StartAsync();
        using var json = await server.SendAsync(JsonContent.Create(new { sdp = Offers.Chromium }), "/v1/realtime/calls");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Contains("application/sdp", (await CallServer.ErrorOfAsync(json)).Text("message"), StringComparison.Ordinal);

        foreach (var session in (string[])["{broken", "[]"])
        {
            using var broken = await server.PostFormAsync(Offers.Chromium, session);
            Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
            var error = await CallServer.ErrorOfAsync(broken);
            Assert.Equal(("invalid_json", "session"), (error.Text("code"), error.Text("param")));
        }

        using var wrong = await server.PostFormAsync(Offers.Chromium, """{"audio":{"output":{"speed":9}}}""");
        Assert.Equal("session.audio.output.speed", (await CallServer.ErrorOfAsync(wrong)).Text("param"));
        using var huge = await server.PostAsync(new string('a', 600 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    [Fact]
    public async Task Where_calls_cannot_be_made_it_is_said_why()
    {
        await using var server = await CallServer.StartAsync();
        server.Stack.Missing = new("libsrtp2 is missing: apt-get install libsrtp2-1");
        using var response = await server.PostAsync(Offers.Chromium);

        var error = await CallServer.ErrorOfAsync(response);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "calls_unavailable", "libsrtp2 is missing: apt-get install libsrtp2-1"),
            (response.StatusCode, error.Text("code"), error.Text("message"))
        );
    }

    [Fact]
    public async Task A_call_that_is_not_there_cannot_be_hung_up()
    {
        await using var server = await CallServer.StartAsync();
        using var response = await server.SendAsync(null, "/v1/realtime/calls/rtc_1/hangup");

        Assert.Equal(
            (HttpStatusCode.NotFound, "call_not_found"),
            (response.StatusCode, (await CallServer.ErrorOfAsync(response)).Text("code"))
        );
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_401_and_no_connection_is_begun()
    {
        await using var server = await CallServer.StartAsync(WithKey);
        using var none = await server.PostAsync(Offers.Chromium);
        using var wrong = await server.PostAsync(Offers.Chromium, key: "lv_wrong");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, wrong.StatusCode));
        Assert.Equal(0, server.Network.Accepted.Count);
    }

    [Fact]
    public async Task A_form_s_session_and_a_secret_s_session_begin_the_call()
    {
        await using var server = await CallServer.StartAsync(WithKey);
        using var form = await server.PostFormAsync(
            Offers.Chromium,
            """{"type":"realtime","model":"en","instructions":"Be a pirate."}""",
            Key
        );
        Assert.Equal(HttpStatusCode.Created, form.StatusCode);
        Assert.Equal("Be a pirate.", (await server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout())).Settings.Instructions);

        var secret = await SecretAsync(server, """{"session":{"model":"ca","instructions":"Be a cook."}}""");
        using var call = await server.PostAsync(Offers.Chromium, "?model=en", secret);
        var settings = (await server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout())).Settings;
        Assert.Equal(("ca", "Be a cook."), (settings.Language, settings.Instructions));

        using var both = await server.PostFormAsync(Offers.Chromium, """{"instructions":"Be free."}""", secret);
        Assert.Equal("session_already_configured", (await CallServer.ErrorOfAsync(both)).Text("code"));
        using var hangUp = await server.SendAsync(null, $"{call.Headers.Location}/hangup", secret);
        Assert.Equal(HttpStatusCode.Forbidden, hangUp.StatusCode);
    }

    [Fact]
    public async Task A_call_is_hung_up_by_the_key_that_opened_it_and_by_no_other()
    {
        var other = ApiKey.Create();
        await using var server = await CallServer.StartAsync([.. WithKey, "--LocalVoice:Access:Keys:desk", ApiKey.SettingOf(other)]);
        var secret = await SecretAsync(server, "{}");
        foreach (var opening in (string[])[Key, secret])
        {
            using var call = await server.PostAsync(Offers.Chromium, key: opening);
            var session = await server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
            var hangUp = $"{call.Headers.Location}/hangup";

            using var foreign = await server.SendAsync(null, hangUp, other);
            Assert.Equal(
                (HttpStatusCode.NotFound, "call_not_found"),
                (foreign.StatusCode, (await CallServer.ErrorOfAsync(foreign)).Text("code"))
            );
            Assert.False(session.Disposed.IsCompleted);
            using var own = await server.SendAsync(null, hangUp, Key);
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            await session.Disposed.WaitAsync(TestClient.EventTimeout());
        }
    }

    [Theory]
    [InlineData("https://app.example", "https://app.example")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("https://evil.example", null)]
    public async Task Pages_from_elsewhere_may_call_where_their_origin_is_allowed(string origin, string? allowed)
    {
        await using var server = await CallServer.StartAsync("--LocalVoice:Connection:AllowedOrigins", "https://app.example");
        using var question = new HttpRequestMessage(HttpMethod.Options, new Uri(server.Server.Address, "/v1/realtime/calls"));
        question.Headers.Add("Origin", origin);
        question.Headers.Add("Access-Control-Request-Method", "POST");
        question.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var answer = await Http.SendAsync(question);
        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);

        using var offer = new HttpRequestMessage(HttpMethod.Post, question.RequestUri)
        {
            Content = new StringContent(Offers.Chromium, new System.Net.Http.Headers.MediaTypeHeaderValue("application/sdp")),
        };
        offer.Headers.Add("Origin", origin);
        using var response = await Http.SendAsync(offer);
        Assert.Equal(allowed is null ? HttpStatusCode.Forbidden : HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(
            allowed is not null,
            response.Headers.TryGetValues("Access-Control-Expose-Headers", out var exposed) && exposed.Contains("Location")
        );
    }

    private static async Task<string> SecretAsync(CallServer server, string body)
    {
        using var response = await server.SendAsync(
            new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            "/v1/realtime/client_secrets",
            Key
        );
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("value")!;
    }
}
