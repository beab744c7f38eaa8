using System.Text.Json.Nodes;
using LocalVoice.Audio;
using LocalVoice.Simulation.OpenAI.Realtime;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.OpenAI.Realtime;

/// <summary>
/// Against the events of OpenAI's OpenAPI description 2.3.0 (RealtimeServerEvent…, with their examples; 2026-08-21) and the order of
/// its guide "Realtime conversations".
/// </summary>
public sealed class RealtimeTurnTests
{
    [Fact]
    public async Task A_turn_has_its_events_in_order()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new() { Respond = _ => "Son las tres." });
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.AppendAsync(400, isSpeech: false);
        await client.AppendAsync(600, isSpeech: true);
        await client.AppendAsync(500, isSpeech: false);
        var events = await client.ReadUntilAsync("rate_limits.updated");

        Assert.Equal(
            [
                "input_audio_buffer.speech_started",
                "input_audio_buffer.speech_stopped",
                "input_audio_buffer.committed",
                "conversation.item.added",
                "conversation.item.done",
                "response.created",
                "response.output_item.added",
                "conversation.item.added",
                "response.content_part.added",
                "response.output_audio_transcript.delta",
                "response.output_audio.delta",
                "response.output_audio.done",
                "response.output_audio_transcript.done",
                "response.content_part.done",
                "conversation.item.done",
                "response.output_item.done",
                "response.done",
                "rate_limits.updated",
            ],
            DeltasOnce(events)
        );
        Assert.Equal(events.Count, events.Select(item => (string)item["event_id"]!).Distinct().Count());
    }

    [Fact]
    public async Task Speech_begins_with_its_padding_and_ends_with_its_silence()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.AppendAsync(400, isSpeech: false);
        await client.AppendAsync(600, isSpeech: true);
        await client.AppendAsync(500, isSpeech: false);

        var started = await client.ReadAsync("input_audio_buffer.speech_started");
        var stopped = await client.ReadAsync("input_audio_buffer.speech_stopped");
        var committed = await client.ReadAsync("input_audio_buffer.committed");
        Assert.Equal((100, 1_500), ((int)started["audio_start_ms"]!, (int)stopped["audio_end_ms"]!));
        Assert.Equal((string?)started["item_id"], (string?)committed["item_id"]);
        Assert.Null(committed["previous_item_id"]);
    }

    [Fact]
    public async Task An_item_of_the_user_has_a_transcript_that_is_null()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);

        await SpeakAsync(client);
        var added = (await client.ReadUntilAsync("conversation.item.added"))[^1];

        var id = (string)added["item"]!["id"]!;
        Assert.Equal(
            $"{{\"id\":\"{id}\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"user\","
                + "\"content\":[{\"type\":\"input_audio\",\"transcript\":null}]}",
            added["item"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task The_response_speaks_audibly_as_long_as_its_text_and_tells_what_it_used()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new() { Respond = _ => "It is three now" });
        using var client = await RawRealtimeClient.OpenAsync(service);

        await SpeakAsync(client);
        var events = await client.ReadUntilAsync("response.done");

        var audio = Of(events, "response.output_audio.delta")
            .SelectMany(item => Convert.FromBase64String((string)item["delta"]!))
            .ToArray();
        var samples = Enumerable.Range(0, audio.Length / 2).Select(at => BitConverter.ToInt16(audio, at * 2) / 32_768f).ToArray();
        var words = string.Concat(Of(events, "response.output_audio_transcript.delta").Select(item => (string?)item["delta"]));
        var response = events[^1]["response"]!;
        Assert.Equal((48_000, "It is three now"), (audio.Length, words));
        Assert.Equal(-20, SoundLevel.RmsDbfs(samples.AsSpan(0, 480)), tolerance: 0.5);
        Assert.Equal(("completed", null), ((string?)response["status"], response["status_details"]));
        Assert.Equal("It is three now", (string?)response["output"]![0]!["content"]![0]!["transcript"]);
        Assert.Equal(
            (int)response["usage"]!["total_tokens"]!,
            (int)response["usage"]!["input_tokens"]! + (int)response["usage"]!["output_tokens"]!
        );
        Assert.Equal("""{"text_tokens":4,"audio_tokens":20}""", response["usage"]!["output_token_details"]!.ToJsonString());
    }

    [Fact]
    public async Task A_transcript_is_told_where_the_session_asks_for_it()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new() { Transcribe = _ => "Hey you" });
        using var client = await RawRealtimeClient.OpenAsync(service);
        await client.SendAsync(
            """{"type":"session.update","session":{"type":"realtime","audio":{"input":{"transcription":{"model":"gpt-4o-transcribe"}}}}}"""
        );
        await client.ReadAsync("session.updated");

        await SpeakAsync(client);
        var events = await ReadBothAsync(client, "response.done", "conversation.item.input_audio_transcription.completed");

        var deltas = Of(events, "conversation.item.input_audio_transcription.delta").Select(item => (string)item["delta"]!);
        var completed = Of(events, "conversation.item.input_audio_transcription.completed").Single();
        Assert.Equal(["Hey", " you"], deltas);
        Assert.Equal(("Hey you", 0), ((string?)completed["transcript"], (int)completed["content_index"]!));
        Assert.Equal("tokens", (string?)completed["usage"]!["type"]);
    }

    [Fact]
    public async Task Semantic_detection_ends_the_turn_sooner()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);
        await client.SendAsync(
            """{"type":"session.update","session":{"type":"realtime","audio":{"input":{"turn_detection":{"type":"semantic_vad"}}}}}"""
        );
        await client.ReadAsync("session.updated");

        await client.AppendAsync(600, isSpeech: true);
        await client.AppendAsync(300, isSpeech: false);

        Assert.Equal(900, (int)(await client.ReadUntilAsync("input_audio_buffer.speech_stopped"))[^1]["audio_end_ms"]!);
    }

    [Fact]
    public async Task Without_detection_the_client_commits_and_asks()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new());
        using var client = await RawRealtimeClient.OpenAsync(service);
        await client.SendAsync("""{"type":"session.update","session":{"type":"realtime","audio":{"input":{"turn_detection":null}}}}""");
        var updated = await client.ReadAsync("session.updated");

        await client.AppendAsync(600, isSpeech: true);
        await client.AppendAsync(600, isSpeech: false);
        await client.SendAsync("""{"type":"input_audio_buffer.commit"}""");
        await client.ReadAsync("input_audio_buffer.committed");
        await client.ReadAsync("conversation.item.added");
        await client.ReadAsync("conversation.item.done");
        await client.SendAsync("""{"type":"response.create","response":{"metadata":{"client_event_id":"a"}}}""");

        var created = await client.ReadAsync("response.created");
        Assert.Null(updated["session"]!["audio"]!["input"]!["turn_detection"]);
        Assert.Equal("a", (string?)created["response"]!["metadata"]!["client_event_id"]);
        Assert.Null(created["response"]!["usage"]);
    }

    [Fact]
    public async Task A_response_may_be_text()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(new() { Respond = text => $"You wrote {text}" });
        using var client = await RawRealtimeClient.OpenAsync(service);
        await client.SendAsync("""{"type":"session.update","session":{"type":"realtime","output_modalities":["text"]}}""");
        await client.SendAsync(
            """
            {"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}
            """
        );
        await client.SendAsync("""{"type":"response.create"}""");

        var events = await client.ReadUntilAsync("response.done");

        Assert.Equal("You wrote hi", (string?)Of(events, "response.output_text.done").Single()["text"]);
        Assert.Empty(Of(events, "response.output_audio.delta"));
    }

    [Fact]
    public async Task The_user_interrupts_the_response()
    {
        var time = new FakeTimeProvider();
        await using var service = await SimulatedRealtimeService.StartAsync(
            new()
            {
                Respond = _ => "A long response that nobody wants to hear",
                AudioSpeed = 1,
                Time = time,
            }
        );
        using var client = await RawRealtimeClient.OpenAsync(service);
        await SpeakAsync(client);
        var spoken = await client.ReadUntilAsync("response.output_audio.delta");

        await client.AppendAsync(200, isSpeech: true);
        var events = await client.ReadUntilAsync("response.done");
        var item = (string)spoken[^1]["item_id"]!;
        await client.SendAsync(
            $"{{\"type\":\"conversation.item.truncate\",\"item_id\":\"{item}\",\"content_index\":0,\"audio_end_ms\":50}}"
        );

        var truncated = (await client.ReadUntilAsync("conversation.item.truncated"))[^1];
        var response = events[^1]["response"]!;
        Assert.Equal("input_audio_buffer.speech_started", (string?)events[0]["type"]);
        Assert.Equal(("cancelled", "turn_detected"), ((string?)response["status"], (string?)response["status_details"]!["reason"]));
        Assert.Equal("incomplete", (string?)response["output"]![0]!["status"]);
        Assert.NotNull(response["usage"]);
        Assert.Equal((item, 50), ((string?)truncated["item_id"], (int)truncated["audio_end_ms"]!));
    }

    [Fact]
    public async Task The_client_cancels_the_response_or_leaves_it()
    {
        await using var service = await SimulatedRealtimeService.StartAsync(
            new() { FirstAudio = TimeSpan.FromHours(1), Time = new FakeTimeProvider() }
        );
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync("""{"type":"response.create"}""");
        await client.ReadAsync("response.created");
        await client.SendAsync("""{"type":"response.create","event_id":"second"}""");
        var second = await client.ReadAsync("error");
        await client.SendAsync("""{"type":"response.cancel"}""");
        var done = await client.ReadAsync("response.done");
        await client.ReadAsync("rate_limits.updated");
        await client.SendAsync("""{"type":"response.create"}""");
        await client.ReadAsync("response.created");
        client.Socket.Abort();
        await service.Journal.WhenCancelledAsync();

        Assert.Equal("conversation_already_has_active_response", (string?)second["error"]!["code"]);
        Assert.Equal("second", (string?)second["error"]!["event_id"]);
        Assert.Equal("client_cancelled", (string?)done["response"]!["status_details"]!["reason"]);
        Assert.Empty(done["response"]!["output"]!.AsArray());
    }

    [Fact]
    public async Task The_first_audio_comes_when_it_is_due()
    {
        var time = new FakeTimeProvider();
        await using var service = await SimulatedRealtimeService.StartAsync(
            new() { FirstAudio = TimeSpan.FromMilliseconds(300), Time = time }
        );
        using var client = await RawRealtimeClient.OpenAsync(service);
        var start = time.GetTimestamp();

        await client.SendAsync(
            """
            {"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}}
            """
        );
        await client.SendAsync("""{"type":"response.create"}""");
        await client.ReadUntilAsync("response.created");
        var audio = client.ReadUntilAsync("response.output_audio.delta");
        while (!audio.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(300));
    }

    /// <summary>The types, those of deltas only where they come first.</summary>
    private static IEnumerable<string> DeltasOnce(IEnumerable<JsonNode> events)
    {
        var deltas = new HashSet<string>();
        return events
            .Select(item => (string)item["type"]!)
            .Where(type => !type.EndsWith(".delta", StringComparison.Ordinal) || deltas.Add(type));
    }

    private static async Task SpeakAsync(RawRealtimeClient client)
    {
        await client.AppendAsync(600, isSpeech: true);
        await client.AppendAsync(500, isSpeech: false);
    }

    private static IEnumerable<JsonNode> Of(IEnumerable<JsonNode> events, string type) =>
        events.Where(item => (string?)item["type"] == type);

    private static async Task<List<JsonNode>> ReadBothAsync(RawRealtimeClient client, string one, string other)
    {
        var events = new List<JsonNode>();
        while (!Of(events, one).Any() || !Of(events, other).Any())
        {
            events.Add(await client.ReadAsync());
        }

        return events;
    }
}
