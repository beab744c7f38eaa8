using System.Net;
using System.Net.WebSockets;
using LocalVoice.Engines;
using LocalVoice.Server.Health;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Transport;

public sealed class HandshakeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("realtime", "realtime")]
    [InlineData("localvoice", "localvoice")]
    [InlineData("localvoice", "realtime", "localvoice")]
    [InlineData("localvoice", "localvoice", "realtime")]
    [InlineData("realtime", "realtime", "openai-insecure-api-key.sk-123", "openai-agents-sdk.0.20.0")]
    [InlineData("realtime", "openai-organization.o", "openai-project.p", "realtime")]
    [InlineData(null, "openai-insecure-api-key.sk-123")]
    [InlineData(null)]
    public async Task The_subprotocol_is_chosen_from_what_is_offered(string? answer, params string[] offered)
    {
        await using var client = await server.ConnectAsync("", offered);
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        Assert.Equal(answer, client.Socket.SubProtocol);
        Assert.Equal(answer == "localvoice", session.Settings.Extensions);
        await client.ExpectAsync("session.created");
    }

    [Fact]
    public async Task The_session_begins_with_everything_that_stock_clients_look_for()
    {
        await using var client = await server.ConnectAsync("model=gpt-realtime-2.1", "realtime");
        var opened = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        var session = (await client.ExpectAsync("session.created")).At("session");
        Assert.Equal(opened.Id, session.Text("id"));
        Assert.True(session.At("expires_at").GetInt64() > 0);
        var expected = $$$$"""
            {"type":"realtime","object":"realtime.session","id":"{{{{opened.Id}}}}","model":"gpt-realtime-2.1",
            "output_modalities":["audio"],
            "instructions":"Eres Vega, un asistente de voz. Responde breve.","tools":[],"tool_choice":"auto","max_output_tokens":"inf",
            "tracing":null,"truncation":"auto","prompt":null,"expires_at":{{{{session.At("expires_at")}}}},
            "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":null,"noise_reduction":null,
            "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":500,
            "idle_timeout_ms":null,"create_response":true,"interrupt_response":true}},
            "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"default","speed":1}},"include":null}
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), session.GetRawText());
    }

    [Theory]
    [InlineData("", "es", "Eres Vega, un asistente de voz. Responde breve.")]
    [InlineData("model=ca", "ca", "Eres Vega, un assistent de veu. Respon breu.")]
    [InlineData("model=EN", "en", "You are Vega, a voice assistant. Answer briefly.")]
    [InlineData("model=gpt-realtime", "es", "Eres Vega, un asistente de voz. Responde breve.")]
    [InlineData("language=ca-valencia", "ca-valencia", "Eres Vega, un assistent de veu. Respon breu.")]
    [InlineData("model=es&language=en", "en", "You are Vega, a voice assistant. Answer briefly.")]
    [InlineData("language=", "es", "Eres Vega, un asistente de voz. Responde breve.")]
    public async Task The_query_selects_profile_and_language(string query, string language, string instructions)
    {
        var (client, session) = await server.OpenAsync("realtime", query);
        await using var _ = client;
        Assert.Equal((language, instructions), (session.Settings.Language, session.Settings.Instructions));
    }

    [Fact]
    public async Task A_request_that_is_no_websocket_is_told_what_this_is()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(new Uri("/v1/realtime", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("WebSocket", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.1", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task A_page_of_another_site_may_not_connect(string origin, bool allowed)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        var connecting = socket.ConnectAsync(
            new UriBuilder(server.Address) { Scheme = "ws", Path = "/v1/realtime" }.Uri,
            TestClient.EventTimeout()
        );
        if (allowed)
        {
            await connecting;
            await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        }
    }

    [Fact]
    public async Task Nobody_connects_before_the_models_are_ready()
    {
        await using var loading = await RunningServer.StartAsync().DisposeAfterwards();
        loading.Value.Services.GetRequiredService<EngineReadiness>().Expect("whisper");
        await Assert.ThrowsAsync<WebSocketException>(() => loading.Value.ConnectAsync("", "realtime"));
    }

    [Theory]
    [InlineData("localvoice")]
    [InlineData("realtime")]
    public async Task A_language_that_the_recogniser_does_not_know_is_an_error_and_then_the_close_with_its_reason(string subprotocol)
    {
        const string Why = "Nobody here knows the language 'xx-yy'.";
        await using var strange = await RunningServer.StartAsync().DisposeAfterwards();
        strange.Value.Sessions.Failure = new EngineException(Why);
        await using var client = await strange.Value.ConnectAsync("language=xx-yy", subprotocol);

        var error = await client.ExpectErrorAsync("invalid_value");

        Assert.Equal(("language", Why, "invalid_request_error"), (error.Text("param"), error.Text("message"), error.Text("type")));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.ExpectCloseAsync());
        Assert.Equal(Why, client.Socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_client_that_speaks_before_it_is_refused_still_gets_the_reason()
    {
        await using var client = await server.ConnectAsync("language=%3Cscript%3E", "localvoice");
        for (var i = 0; i < 20; i++)
        {
            await client.SendBinaryAsync(new byte[640]);
        }

        await client.ExpectErrorAsync("invalid_value");
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.ExpectCloseAsync());
    }

    [Theory]
    [InlineData("%3Cscript%3E", "<script>")]
    [InlineData("es&language=ca", "es,ca")]
    [InlineData("\u00f1%20\u00f1", "ñ ñ")]
    public async Task A_malformed_language_is_named_in_the_error(string query, string language)
    {
        await using var client = await server.ConnectAsync($"language={query}", "realtime");

        var error = await client.ExpectErrorAsync("invalid_value");

        var message = $"Invalid value for 'language': '{language}'. Expected a language code like es, ca, ca-valencia or en, or auto.";
        Assert.Equal(("language", message), (error.Text("param"), error.Text("message")));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.ExpectCloseAsync());
        Assert.Equal(message, client.Socket.CloseStatusDescription);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_for_a_close_is_cut_there_and_whole_in_the_error()
    {
        var language = string.Concat(Enumerable.Repeat("ñ", 200));
        await using var client = await server.ConnectAsync($"language={language}", "realtime");

        var error = await client.ExpectErrorAsync("invalid_value");

        Assert.Contains(language, error.Text("message"), StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.ExpectCloseAsync());
        Assert.StartsWith("Invalid value for 'language': 'ññ", client.Socket.CloseStatusDescription, StringComparison.Ordinal);
        Assert.EndsWith("ñ", client.Socket.CloseStatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_language_is_ignored_where_clients_may_not_choose_one()
    {
        await using var strict = await RunningServer.StartAsync("--LocalVoice:AllowedOverrides", "speculate").DisposeAfterwards();
        var (client, session) = await strict.Value.OpenAsync(query: "language=%3Cscript%3E");
        await using var closing = client;
        Assert.Equal("es", session.Settings.Language);
    }

    [Fact]
    public async Task A_session_that_cannot_be_opened_closes_its_socket_only()
    {
        await using var broken = await RunningServer.StartAsync().DisposeAfterwards();
        broken.Value.Sessions.Failure = new InvalidOperationException("No memory.");
        await using (var client = await broken.Value.ConnectAsync("", "realtime"))
        {
            Assert.Equal(WebSocketCloseStatus.InternalServerError, await client.ExpectCloseAsync());
        }

        broken.Value.Sessions.Failure = null;
        var (next, _) = await broken.Value.OpenAsync();
        await next.DisposeAsync();
    }
}
