using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Server.Access;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Access.Secrets;

/// <summary><c>POST /v1/realtime/client_secrets</c>, and sessions with what it gives.</summary>
public sealed class ClientSecretTests : IAsyncLifetime
{
    private const string SharedText = "a text that all replicas of this test have";
    private static readonly string Key = ApiKey.Create();
    private static readonly HttpClient Http = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private RunningServer _server = new();

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(Key));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_session_begins_as_its_secret_says_and_as_the_maker_was_told()
    {
        var made = await MadeAsync(
            _server,
            """
            {"session":{"type":"realtime","model":"en","instructions":"Be a pirate.","output_modalities":["text"],"max_output_tokens":77,
            "tools":[{"type":"function","name":"sail","parameters":{"type":"object"}}],
            "audio":{"input":{"transcription":{"model":"whisper-1"},"turn_detection":{"type":"semantic_vad","eagerness":"high"}},
            "output":{"voice":"linda","speed":1.2}}}}
            """
        );
        Assert.Matches("^ek_[A-Za-z0-9_-]{80,}$", made.Text("value"));
        var told = made.At("session");

        await using var client = await ConnectAsync(_server, made.Text("value")!);
        var session = (await client.ExpectAsync("session.created")).At("session");
        Assert.Equal(Shown(told), Shown(session));
        Assert.Equal(("en", "Be a pirate."), (session.Text("model"), session.Text("instructions")));
        Assert.Equal("sail", session.Text("tools.0.name"));
        var settings = (await _server.Sessions.Opened.ReadAsync(TestClient.EventTimeout())).Settings;
        Assert.Equal(
            ("en", "Be a pirate.", "linda", 77, false, true),
            (settings.Language, settings.Instructions, settings.Voice, settings.MaxOutputTokens, settings.Speak, settings.Transcribe)
        );
        Assert.Equal(TurnDetection.Semantic(Eagerness.High), settings.TurnDetection);
    }

    [Fact]
    public async Task A_browser_reads_nothing_of_it()
    {
        const string Tool = """{"type":"mcp","server_label":"a","server_url":"https://a.example","authorization":"TOP"}""";
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(Key), "--LocalVoice:Mcp:AllowedAddresses:0", "https://a.example")
            .DisposeAfterwards();
        var made = await MadeAsync(server.Value, "{\"session\":{\"tools\":[" + Tool + "]}}");
        var bytes = Base64Url.DecodeFromChars(made.Text("value")!.AsSpan(3));

        for (var from = 0; from < bytes.Length; from++)
        {
            var content = new byte[8192];
            BrotliDecoder.TryDecompress(bytes.AsSpan(from), content, out _);
            Assert.DoesNotContain("phone", Encoding.Latin1.GetString(content), StringComparison.Ordinal);
            Assert.DoesNotContain("TOP", Encoding.Latin1.GetString(content), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_session_it_is_the_default_one_and_the_client_s_model_counts()
    {
        var made = await MadeAsync(_server, "");
        Assert.Equal("es", made.Text("session.model"));
        await using var client = await ConnectAsync(_server, made.Text("value")!, "model=ca");
        Assert.Equal("ca", (await client.ExpectAsync("session.created")).Text("session.model"));
    }

    [Fact]
    public async Task The_model_that_a_secret_names_is_the_one_whatever_the_client_asks_for()
    {
        var made = await MadeAsync(_server, """{"session":{"model":"ca"}}""");
        await using var client = await ConnectAsync(_server, made.Text("value")!, "model=en");
        Assert.Equal("ca", (await client.ExpectAsync("session.created")).Text("session.model"));
        Assert.Equal("ca", (await _server.Sessions.Opened.ReadAsync(TestClient.EventTimeout())).Settings.Language);
    }

    [Fact]
    public async Task The_client_may_change_its_session_and_null_goes_back_to_the_secret_s_beginning()
    {
        var made = await MadeAsync(_server, """{"session":{"instructions":"Be a pirate.","audio":{"output":{"speed":1.5}}}}""");
        await using var client = await ConnectAsync(_server, made.Text("value")!);
        await client.ExpectAsync("session.created");
        await client.SendAsync("""{"type":"session.update","session":{"instructions":"Be a cook.","audio":{"output":{"speed":1}}}}""");
        Assert.Equal("Be a cook.", (await client.ExpectAsync("session.updated")).Text("session.instructions"));
        await client.SendAsync("""{"type":"session.update","session":{"instructions":null,"audio":{"output":{"speed":null}}}}""");
        var session = (await client.ExpectAsync("session.updated")).At("session");
        Assert.Equal(("Be a pirate.", 1.5), (session.Text("instructions"), session.At("audio.output.speed").GetDouble()));
    }

    [Theory]
    [InlineData("Authorization: Bearer {0}")]
    [InlineData("Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.{0}")]
    public async Task It_is_carried_like_a_key_and_the_log_names_the_key_behind_it_only(string header)
    {
        var value = (await MadeAsync(_server, "{}")).Text("value")!;
        using var response = await _server.HandshakeAsync(header.Replace("{0}", value, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.DoesNotContain("ek_", response.ToString(), StringComparison.Ordinal);
        await _server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await _server.StopAsync();
        Assert.Contains(_server.Log.Lines, line => line.Contains("opened (Realtime, profile es, key phone)", StringComparison.Ordinal));
        Assert.DoesNotContain(_server.Log.Lines, line => line.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", 600)]
    [InlineData("""{"expires_after":{"anchor":"created_at","seconds":10}}""", 10)]
    [InlineData("""{"expires_after":{"seconds":7200}}""", 7200)]
    [InlineData("""{"expires_after":{"anchor":"created_at"}}""", 600)]
    public async Task It_opens_sessions_until_it_expires(string body, int seconds)
    {
        await using var timed = await RunningServer.StartAsync(_time).DisposeAfterwards();
        var made = await MadeAsync(timed.Value, body);
        Assert.Equal(_time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds(), made.At("expires_at").GetInt64());
        var header = $"Authorization: Bearer {made.Text("value")}";
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        using var first = await timed.Value.HandshakeAsync(header);
        using var second = await timed.Value.HandshakeAsync(header);
        Assert.Equal((HttpStatusCode.SwitchingProtocols, HttpStatusCode.SwitchingProtocols), (first.StatusCode, second.StatusCode));

        _time.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(timed.Value, header, "expired", "secret_expired");
    }

    [Fact]
    public async Task One_that_was_changed_anywhere_is_refused()
    {
        var value = (await MadeAsync(_server, """{"session":{"instructions":"Be a pirate."}}""")).Text("value")!;
        for (var i = 3; i < value.Length; i += 7)
        {
            var changed = value[..i] + (value[i] == 'A' ? 'B' : 'A') + value[(i + 1)..];
            await AssertRefusedAsync(_server, $"Authorization: Bearer {changed}", "none of this server's", "secret_unknown");
        }
    }

    [Theory]
    [InlineData("ek_")]
    [InlineData("ek_AAAA")]
    [InlineData("ek_68a2f1d0b5e48190a1b2c3d4e5f60718")]
    [InlineData("ek_=/+")]
    public async Task What_only_looks_like_one_is_refused(string value) =>
        await AssertRefusedAsync(_server, $"Authorization: Bearer {value}", "none of this server's", "secret_unknown");

    [Fact]
    public async Task It_makes_no_other_and_opens_nothing_but_sessions()
    {
        var value = (await MadeAsync(_server, "{}")).Text("value")!;
        using var made = await PostAsync(_server, "{}", value);
        Assert.Equal((HttpStatusCode.Forbidden, "client_secret_not_allowed"), (made.StatusCode, (await made.ErrorAsync()).Text("code")));
        using var models = await _server.SendAsync("/v1/models", $"Authorization: Bearer {value}");
        Assert.Equal(HttpStatusCode.Forbidden, models.StatusCode);
    }

    [Theory]
    [InlineData(null, "missing_api_key")]
    [InlineData("lv_wrong", "invalid_api_key")]
    public async Task It_is_made_with_a_real_key_only_where_there_are_keys(string? key, string code)
    {
        using var refused = await PostAsync(_server, "{}", key);
        Assert.Equal((HttpStatusCode.Unauthorized, code), (refused.StatusCode, (await refused.ErrorAsync()).Text("code")));
        await using var open = await RunningServer.StartAsync().DisposeAfterwards();
        using var made = await PostAsync(open.Value, "{}", key);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (made.StatusCode, made.Headers.CacheControl?.ToString()));
    }

    [Theory]
    [InlineData("nonsense", "invalid_json", null)]
    [InlineData("[]", "invalid_json", null)]
    [InlineData("""{"session":{},"session":{}}""", "invalid_json", null)]
    [InlineData("""{"sesion":{}}""", "unknown_parameter", "sesion")]
    [InlineData("""{"session":5}""", "invalid_type", "session")]
    [InlineData("""{"session":{"voice":"x"}}""", "unknown_parameter", "session.voice")]
    [InlineData("""{"session":{"type":"other"}}""", "invalid_value", "session.type")]
    [InlineData("""{"session":{"model":5}}""", "invalid_type", "session.model")]
    [InlineData("""{"session":{"instructions":"\u0000"}}""", "invalid_value", "session.instructions")]
    [InlineData(
        """{"session":{"audio":{"input":{"turn_detection":{"type":"magic"}}}}}""",
        "invalid_value",
        "session.audio.input.turn_detection.type"
    )]
    [InlineData("""{"session":{"audio":{"output":{"speed":9}}}}""", "invalid_value", "session.audio.output.speed")]
    [InlineData("""{"session":{"localvoice":{"stages":{"llm":"groq"}}}}""", "override_not_allowed", "session.localvoice.stages.llm")]
    [InlineData("""{"expires_after":5}""", "invalid_type", "expires_after")]
    [InlineData("""{"expires_after":{"seconds":9}}""", "invalid_value", "expires_after.seconds")]
    [InlineData("""{"expires_after":{"seconds":7201}}""", "invalid_value", "expires_after.seconds")]
    [InlineData("""{"expires_after":{"seconds":"600"}}""", "invalid_type", "expires_after.seconds")]
    [InlineData("""{"expires_after":{"anchor":"now"}}""", "invalid_value", "expires_after.anchor")]
    public async Task What_is_wrong_with_a_request_is_told_as_session_update_tells_it(string body, string code, string? param)
    {
        using var response = await PostAsync(_server, body, Key);
        var error = await response.ErrorAsync();
        Assert.Equal((HttpStatusCode.BadRequest, code, param), (response.StatusCode, error.Text("code"), error.Text("param")));
    }

    [Fact]
    public async Task What_fits_a_session_but_no_header_is_refused_and_what_is_longer_still_is_not_read()
    {
        var noise = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(30_000));
        using var long40 = await PostAsync(_server, $$$"""{"session":{"instructions":"{{{noise}}}"}}""", Key);
        var error = await long40.ErrorAsync();
        Assert.Equal(("string_above_max_length", "session"), (error.Text("code"), error.Text("param")));
        using var long600 = await PostAsync(_server, new string(' ', 600 * 1024), Key);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, long600.StatusCode);

        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => $"Rule {i}: be kind to caller number {i * 7}. "));
        var made = await MadeAsync(_server, $$$"""{"session":{"instructions":"{{{text}}}"}}""");
        await using var client = await ConnectAsync(_server, made.Text("value")!);
        Assert.Equal(text, (await client.ExpectAsync("session.created")).Text("session.instructions"));
    }

    [Fact]
    public async Task Replicas_with_the_same_text_take_each_other_s_and_others_do_not()
    {
        using var folder = new Testing.Files.TemporaryFolder();
        File.WriteAllText(folder.File("secret"), SharedText + "\n");
        string[] settings = ["--LocalVoice:Access:ClientSecrets:KeyFile", folder.File("secret")];
        await using var first = await RunningServer.StartAsync(settings).DisposeAfterwards();
        await using var second = await RunningServer.StartAsync(settings).DisposeAfterwards();
        await using var stranger = await RunningServer.StartAsync().DisposeAfterwards();
        var header = $"Authorization: Bearer {(await MadeAsync(first.Value, "{}")).Text("value")}";
        using var response = await second.Value.HandshakeAsync(header);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        await AssertRefusedAsync(stranger.Value, header, "none of this server's", "secret_unknown");

        string[] replaced = [.. settings, "--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(ApiKey.Create())];
        await using var rekeyed = await RunningServer.StartAsync(replaced).DisposeAfterwards();
        await AssertRefusedAsync(rekeyed.Value, header, "no longer configured", "secret_unknown");
    }

    [Fact]
    public async Task A_secret_does_not_outlive_the_key_that_made_it()
    {
        using var folder = new Testing.Files.TemporaryFolder();
        File.WriteAllText(folder.File("secret"), SharedText);
        string[] settings = ["--LocalVoice:Access:ClientSecrets:KeyFile", folder.File("secret"), "--LocalVoice:Access:Keys:phone"];
        await using var first = await RunningServer.StartAsync([.. settings, ApiKey.SettingOf(Key)]).DisposeAfterwards();
        await using var second = await RunningServer.StartAsync([.. settings, ApiKey.SettingOf(ApiKey.Create())]).DisposeAfterwards();
        var header = $"Authorization: Bearer {(await MadeAsync(first.Value, "{}")).Text("value")}";
        using var response = await first.Value.HandshakeAsync(header);
        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        await AssertRefusedAsync(second.Value, header, "no longer configured", "secret_unknown");
    }

    [Theory]
    [InlineData("short", "fewer than 32 characters")]
    [InlineData(null, "cannot be read")]
    public async Task A_signing_text_that_cannot_be_used_stops_the_start(string? text, string why)
    {
        using var folder = new Testing.Files.TemporaryFolder();
        if (text is not null)
        {
            File.WriteAllText(folder.File("secret"), text);
        }

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync("--LocalVoice:Access:ClientSecrets:KeyFile", folder.File("secret"))
        );
        Assert.Contains("LocalVoice:Access:ClientSecrets:KeyFile", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_its_subprotocol_cannot_have_is_an_error_and_then_the_close()
    {
        var made = await MadeAsync(_server, """{"session":{"audio":{"output":{"format":{"type":"audio/pcmu"}}}}}""");
        await using var client = await ConnectAsync(_server, made.Text("value")!, subprotocol: "localvoice");
        Assert.Equal("session.audio.output.format.type", (await client.ExpectErrorAsync("invalid_value")).Text("param"));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.ExpectCloseAsync());
    }

    [Fact]
    public async Task A_language_that_the_recogniser_does_not_know_is_told_when_the_session_is_to_begin()
    {
        var made = await MadeAsync(_server, """{"session":{"audio":{"input":{"transcription":{"language":"xx"}}}}}""");
        _server.Sessions.Failure = new EngineException("Nobody here knows the language 'xx'.");
        await using var client = await ConnectAsync(_server, made.Text("value")!);
        Assert.Equal("Nobody here knows the language 'xx'.", (await client.ExpectErrorAsync("invalid_value")).Text("message"));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.ExpectCloseAsync());
    }

    private static async Task AssertRefusedAsync(RunningServer server, string header, string words, string reason)
    {
        using var response = await server.HandshakeAsync(header);
        var error = await response.ErrorAsync();
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_api_key"), (response.StatusCode, error.Text("code")));
        Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Contains(words, error.Text("message"), StringComparison.Ordinal);
        Assert.Contains(server.Log.Lines, line => line == $"Warning: Session refused: {reason}, status 401");
    }

    private static async Task<JsonElement> MadeAsync(RunningServer server, string body)
    {
        using var response = await PostAsync(server, body, Key);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string body, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/v1/realtime/client_secrets"))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        return Http.SendAsync(request, TestClient.EventTimeout());
    }

    private static async Task<TestClient> ConnectAsync(
        RunningServer server,
        string secret,
        string query = "",
        string subprotocol = "realtime"
    ) => await server.ConnectAsync(query, subprotocol, $"openai-insecure-api-key.{secret}");

    /// <summary>Everything but what every session has of its own.</summary>
    private static Dictionary<string, string> Shown(JsonElement session) =>
        session
            .EnumerateObject()
            .Where(property => property.Name is not ("id" or "expires_at"))
            .ToDictionary(property => property.Name, property => property.Value.GetRawText());
}
