using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Realtime;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.Tests.OpenAI.Realtime;

/// <summary>
/// Errors as OpenAI words them: the example of RealtimeServerEventError, and those that users published: unknown parameter
/// (2025-09-10, github.com/livekit/agents/issues/3398), small buffer (2024-11-17, github.com/betalgo/openai/issues/674), truncation
/// (2024-10-31, github.com/twilio-samples/speech-assistant-openai-realtime-api-python/issues/22).
/// </summary>
public sealed class RealtimeRefusalTests
{
    [Fact]
    public async Task The_first_event_tells_the_session()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.ConnectAsync(service);

        var created = await client.ReadAsync("session.created");

        var expected = JsonNode.Parse(
            """
            {
              "type": "realtime",
              "object": "realtime.session",
              "id": "sess_simulated0001",
              "model": "gpt-realtime",
              "output_modalities": ["audio"],
              "instructions": "You are a helpful, witty, and friendly AI.",
              "tools": [],
              "tool_choice": "auto",
              "max_output_tokens": "inf",
              "tracing": null,
              "truncation": "auto",
              "prompt": null,
              "audio": {
                "input": {
                  "format": {"type": "audio/pcm", "rate": 24000},
                  "transcription": null,
                  "noise_reduction": null,
                  "turn_detection": {
                    "type": "server_vad", "threshold": 0.5, "prefix_padding_ms": 300, "silence_duration_ms": 500,
                    "idle_timeout_ms": null, "create_response": true, "interrupt_response": true
                  }
                },
                "output": {"format": {"type": "audio/pcm", "rate": 24000}, "voice": "marin", "speed": 1}
              },
              "include": null
            }
            """
        );
        var session = created["session"]!.AsObject();
        Assert.True(session.Remove("expires_at"));
        Assert.True(JsonNode.DeepEquals(expected, session), session.ToJsonString());
    }

    [Fact]
    public async Task An_update_changes_only_what_it_has()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(
            """
            {"type":"session.update","session":{"type":"realtime","instructions":"Be brief.",
            "audio":{"input":{"turn_detection":{"type":"server_vad","silence_duration_ms":200}},"output":{"voice":"cedar"}}}}
            """
        );

        var session = (await client.ReadAsync("session.updated"))["session"]!;
        var detection = session["audio"]!["input"]!["turn_detection"]!;
        Assert.Equal((200, 300), ((int)detection["silence_duration_ms"]!, (int)detection["prefix_padding_ms"]!));
        Assert.Equal(
            ("cedar", 24_000),
            ((string?)session["audio"]!["output"]!["voice"], (int)session["audio"]!["output"]!["format"]!["rate"]!)
        );
        Assert.Equal("Be brief.", (string?)session["instructions"]);
        Assert.Equal("session.update", (await service.Events.WhenReceivedAsync("session.update")).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"event_id":"event_567"}""", "invalid_event", null, "The 'type' field is missing.")]
    [InlineData("""{"event_id":"event_567","type":"session.start"}""", "invalid_value", "type", null)]
    [InlineData(
        """{"event_id":"event_567","type":"input_audio_buffer.commit","meta":1}""",
        "unknown_parameter",
        "meta",
        "Unknown parameter: 'meta'."
    )]
    [InlineData(
        """{"event_id":"event_567","type":"session.update","session":{"type":"realtime","audio":{"input":{"meta":1}}}}""",
        "unknown_parameter",
        "session.audio.input.meta",
        "Unknown parameter: 'session.audio.input.meta'."
    )]
    [InlineData(
        """{"event_id":"event_567","type":"session.update","session":{"instructions":"a"}}""",
        "missing_required_parameter",
        "session.type",
        "Missing required parameter: 'session.type'."
    )]
    [InlineData(
        """{"event_id":"event_567","type":"session.update","session":{"type":"realtime","audio":{"output":{"speed":2}}}}""",
        "decimal_above_max_value",
        "session.audio.output.speed",
        null
    )]
    [InlineData(
        """
            {"event_id":"event_567","type":"session.update","session":{"type":"realtime",
            "audio":{"input":{"format":{"type":"audio/pcm","rate":16000}}}}}
            """,
        "integer_below_min_value",
        "session.audio.input.format.rate",
        "Invalid 'session.audio.input.format.rate': integer below minimum value. Expected a value >= 24000, but got 16000 instead."
    )]
    [InlineData("""{"event_id":"event_567","type":"input_audio_buffer.append","audio":""}""", "invalid_value", "audio", null)]
    [InlineData("""{"event_id":"event_567","type":"input_audio_buffer.append","audio":"AAAA"}""", "invalid_value", "audio", null)]
    [InlineData("""{"event_id":"event_567","type":"input_audio_buffer.append","audio":"?"}""", "invalid_value", "audio", null)]
    [InlineData(
        """{"event_id":"event_567","type":"input_audio_buffer.commit"}""",
        "input_audio_buffer_commit_empty",
        null,
        "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has 0.00ms of audio."
    )]
    [InlineData("""{"event_id":"event_567","type":"response.cancel"}""", "response_cancel_not_active", null, null)]
    [InlineData(
        """{"event_id":"event_567","type":"conversation.item.retrieve","item_id":"x"}""",
        "item_retrieve_invalid_item_id",
        "item_id",
        null
    )]
    public async Task A_wrong_event_is_refused_by_its_id_and_the_session_goes_on(string wrong, string code, string? path, string? message)
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(wrong);
        var error = (await client.ReadAsync("error"))["error"]!;
        await client.SendAsync("""{"type":"input_audio_buffer.clear"}""");

        Assert.Equal(("invalid_request_error", code), ((string?)error["type"], (string?)error["code"]));
        Assert.Equal(("event_567", path), ((string?)error["event_id"], (string?)error["param"]));
        Assert.Equal(message ?? (string?)error["message"], (string?)error["message"]);
        await client.ReadAsync("input_audio_buffer.cleared");
    }

    [Fact]
    public async Task What_is_no_json_is_refused()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync("{\"type\":");

        Assert.Equal("invalid_json", (string?)(await client.ReadAsync("error"))["error"]!["code"]);
    }

    [Fact]
    public async Task Audio_cannot_be_truncated_beyond_its_end()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new() { Respond = _ => "Fifteen letters" });
        using var client = await RawRealtimeClient.OpenAsync(service);
        await client.SendAsync("""{"type":"response.create"}""");
        var item = (string)(await client.ReadUntilAsync("rate_limits.updated"))[1]["item"]!["id"]!;

        await client.SendAsync(
            $"{{\"type\":\"conversation.item.truncate\",\"item_id\":\"{item}\",\"content_index\":0,\"audio_end_ms\":1001}}"
        );

        Assert.Equal(
            "Audio content of 1000ms is already shorter than 1001ms",
            (string?)(await client.ReadAsync("error"))["error"]!["message"]
        );
    }

    [Fact]
    public async Task A_handshake_is_refused_for_its_key_and_by_its_fault()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        service.Handshakes.Next(
            new Fault(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromSeconds(3) },
            new Fault(FaultKind.ServerError)
        );

        using var wrong = await RawRealtimeClient.ConnectAsync(service, key: "other");
        using var missing = await RawRealtimeClient.ConnectAsync(service, key: null);
        using var limited = await RawRealtimeClient.ConnectAsync(service);
        using var overloaded = await RawRealtimeClient.ConnectAsync(service);
        using var nameless = await RawRealtimeClient.ConnectAsync(service, query: "");

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable],
            new[] { wrong, missing, limited, overloaded }.Select(client => client.Socket.HttpStatusCode)
        );
        Assert.Equal(["3"], limited.Socket.HttpResponseHeaders!["retry-after"]);
        Assert.Equal(HttpStatusCode.BadRequest, nameless.Socket.HttpStatusCode);
        Assert.DoesNotContain(service.Journal.Requests, request => request.Headers.ContainsKey("authorization"));
    }

    [Fact]
    public async Task An_unknown_model_is_an_error_and_the_end()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.ConnectAsync(service, "?model=gpt-dream");

        var error = await client.ReadAsync("error");
        await Assert.ThrowsAsync<InvalidOperationException>(client.ReadTextAsync);

        Assert.Equal("model_not_found", (string?)error["error"]!["code"]);
        Assert.Equal((WebSocketCloseStatus)4004, client.Socket.CloseStatus);
    }
}
