using System.Collections.Immutable;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Speech;

namespace LocalVoice.Server.Tests.Protocol;

public sealed class TurnEventTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly ResponseUsage Usage = new(InputTokens: 30, CachedTokens: 20, OutputTokens: 5, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task A_turn_is_told_in_the_order_that_stock_clients_expect()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            new SpeechStarted("item_u", TimeSpan.FromMilliseconds(700)),
            new SpeechStopped("item_u", TimeSpan.FromMilliseconds(1900)),
            new InputCommitted("item_u", PreviousItemId: null),
            new ItemAdded(
                new MessageItem("item_u", ConversationRole.User, Text: null, Spoken: true, ConversationItemStatus.Completed),
                PreviousItemId: null
            ),
            new InputTranscribed("item_u", "Hola, ¿qué tal?", TimeSpan.FromSeconds(1.2)),
            Created(spoken: true),
            Started(spoken: true),
            new ResponseText("resp_1", "item_a", "Muy "),
            Audio(firstSample: 0),
            new ResponseText("resp_1", "item_a", "bien."),
            Audio(firstSample: 2),
            new ResponseEnded("resp_1", "item_a", 1, ResponseOutcome.Completed, "Muy bien.", Usage)
        );
        var events = await client.ExpectAsync(
            "input_audio_buffer.speech_started",
            "input_audio_buffer.speech_stopped",
            "input_audio_buffer.committed",
            "conversation.item.added",
            "conversation.item.done",
            "conversation.item.input_audio_transcription.delta",
            "conversation.item.input_audio_transcription.completed",
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_audio_transcript.delta",
            "response.output_audio.delta",
            "response.output_audio_transcript.delta",
            "response.output_audio.delta",
            "response.output_audio.done",
            "response.output_audio_transcript.done",
            "response.content_part.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated"
        );

        Assert.Equal(events.Count, events.Select(happening => happening.Text("event_id")).Distinct().Count());
        Assert.Equal((700, 1900), (events[0].Number("audio_start_ms"), events[1].Number("audio_end_ms")));
        Assert.All([0, 1, 2, 5, 6], index => Assert.Equal("item_u", events[index].Text("item_id")));
        Assert.Equal(
            """{"id":"item_u","object":"realtime.item","type":"message","status":"completed","role":"user","content":"""
                + """[{"type":"input_audio","transcript":null}]}""",
            events[3].At("item").GetRawText()
        );
        Assert.Equal(("Hola, ¿qué tal?", 2), (events[6].Text("transcript"), events[6].At("usage.seconds").GetInt32()));
        Assert.Equal(
            ("in_progress", "item_u", 0),
            (events[9].Text("item.status"), events[9].Text("previous_item_id"), events[9].At("item.content").GetArrayLength())
        );
        Assert.Equal("""{"type":"audio","transcript":""}""", events[10].At("part").GetRawText());
        Assert.Equal(("Muy ", 0, 0), (events[11].Text("delta"), events[11].Number("output_index"), events[11].Number("content_index")));
        Assert.Equal("Muy bien.", events[16].Text("transcript"));
        Assert.Equal("""[{"type":"output_audio","transcript":"Muy bien."}]""", events[18].At("item.content").GetRawText());
        Assert.Equal("completed", events[19].Text("item.status"));
        Assert.Equal("completed", events[20].Text("response.status"));
        Assert.Equal(events[19].At("item").GetRawText(), events[20].At("response.output.0").GetRawText());
        Assert.Equal(
            """
            {"total_tokens":35,"input_tokens":30,"output_tokens":5,
            "input_token_details":{"text_tokens":30,"audio_tokens":0,"image_tokens":0,"cached_tokens":20,
            "cached_tokens_details":{"text_tokens":20,"audio_tokens":0,"image_tokens":0}},
            "output_token_details":{"text_tokens":5,"audio_tokens":0}}
            """.ReplaceLineEndings(""),
            events[20].At("response.usage").GetRawText()
        );
    }

    [Fact]
    public async Task A_response_begins_with_its_limits_its_voice_and_the_clients_metadata()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var metadata = new Dictionary<string, string> { ["client_event_id"] = "evt_9" };
        await session.TellAsync(Created(spoken: true) with { Voice = "davefx", MaxOutputTokens = 64, Metadata = metadata });
        var response = (await client.ExpectAsync("response.created")).At("response");
        Assert.Equal("evt_9", response.Text("metadata.client_event_id"));
        Assert.Equal(
            ("realtime.response", "resp_1", "in_progress"),
            (response.Text("object"), response.Text("id"), response.Text("status"))
        );
        Assert.Equal(
            ("davefx", 64, "audio"),
            (response.Text("audio.output.voice"), response.Number("max_output_tokens"), response.Text("output_modalities.0"))
        );
        Assert.True(response.IsNull("status_details") && response.IsNull("usage"));
        Assert.StartsWith("conv_", response.Text("conversation_id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_answer_closes_with_what_had_been_said()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            Created(spoken: true),
            Started(spoken: true),
            new ResponseText("resp_1", "item_a", "Muy bien, gracias."),
            Audio(firstSample: 0),
            new SpeechStarted("item_u2", TimeSpan.FromSeconds(5)),
            new ResponseEnded(
                "resp_1",
                "item_a",
                1,
                new ResponseOutcome(ResponseStatus.Cancelled, ResponseEndReason.TurnDetected),
                "Muy",
                Usage
            ),
            new SpeechStopped("item_u2", TimeSpan.FromSeconds(6)),
            new InputCommitted("item_u2", "item_a"),
            new ItemTruncated("item_a", ContentIndex: 0, TimeSpan.FromMilliseconds(480))
        );
        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_audio_transcript.delta",
            "response.output_audio.delta",
            "input_audio_buffer.speech_started",
            "response.output_audio.done",
            "response.output_audio_transcript.done",
            "response.content_part.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated",
            "input_audio_buffer.speech_stopped",
            "input_audio_buffer.committed",
            "conversation.item.truncated"
        );
        Assert.Equal(("incomplete", "incomplete"), (events[10].Text("item.status"), events[11].Text("item.status")));
        Assert.Equal("cancelled", events[12].Text("response.status"));
        Assert.Equal("""{"type":"cancelled","reason":"turn_detected"}""", events[12].At("response.status_details").GetRawText());
        Assert.Equal(5, events[12].Number("response.usage.output_tokens"));
        Assert.Equal((480, 0), (events[16].Number("audio_end_ms"), events[16].Number("content_index")));
    }

    [Fact]
    public async Task A_written_answer_has_text_events_and_no_audio()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            Created(spoken: false),
            Started(spoken: false),
            new ResponseText("resp_1", "item_a", "Hola."),
            new ResponseEnded(
                "resp_1",
                "item_a",
                0,
                new ResponseOutcome(ResponseStatus.Incomplete, ResponseEndReason.MaxOutputTokens),
                "Hola.",
                Usage
            )
        );
        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated"
        );
        Assert.Equal("""{"type":"text","text":"Hola."}""", events[6].At("part").GetRawText());
        Assert.Equal("""[{"type":"output_text","text":"Hola."}]""", events[8].At("item.content").GetRawText());
        Assert.Equal("""{"type":"incomplete","reason":"max_output_tokens"}""", events[9].At("response.status_details").GetRawText());
    }

    [Fact]
    public async Task A_failed_generation_is_a_failed_response_and_no_error()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var outcome = new ResponseOutcome(ResponseStatus.Failed, ResponseEndReason.Error, "The model failed.", "response_failed");
        await session.TellAsync(
            Created(spoken: true),
            Started(spoken: true),
            new ResponseEnded("resp_1", "item_a", 1, outcome, "", ResponseUsage.None)
        );
        var events = await client.ExpectAsync("response.created", "response.done", "rate_limits.updated");
        Assert.Equal(
            ("failed", "server_error", "response_failed", "The model failed."),
            (
                events[1].Text("response.status"),
                events[1].Text("response.status_details.error.type"),
                events[1].Text("response.status_details.error.code"),
                events[1].Text("response.status_details.error.message")
            )
        );
        Assert.Equal("[]", events[1].At("response.output").GetRawText());
    }

    [Fact]
    public async Task A_transcription_that_fails_says_why()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(new InputTranscriptionFailed("item_u", "transcription_failed", "Deaf."));
        var failed = await client.ExpectAsync("conversation.item.input_audio_transcription.failed");
        Assert.Equal(
            ("item_u", "transcription_failed", "Deaf."),
            (failed.Text("item_id"), failed.Text("error.code"), failed.Text("error.message"))
        );
    }

    [Fact]
    public async Task A_user_who_says_nothing_for_long_is_told_with_the_item_that_stands_for_it()
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var closing = client;
        await session.TellAsync(new InputTimedOut("item_i", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10)));
        var told = await client.ExpectAsync("input_audio_buffer.timeout_triggered");
        Assert.Equal(
            (4000, 10_000, "item_i"),
            ((int)told.Number("audio_start_ms"), (int)told.Number("audio_end_ms"), told.Text("item_id"))
        );
    }

    [Fact]
    public async Task Our_extensions_reach_our_clients()
    {
        var (client, session) = await server.OpenAsync("localvoice");
        await using var closing = client;
        await session.TellAsync([.. Extensions()]);
        var events = await client.ExpectAsync(
            "localvoice.transcript.interim",
            "localvoice.audio.duck",
            "localvoice.audio.pause",
            "localvoice.audio.resume",
            "localvoice.audio.restore",
            "localvoice.audio.flush",
            "localvoice.turn.timeline",
            "localvoice.response.warning"
        );
        Assert.Equal(("Hola", " qué"), (events[0].Text("stable"), events[0].Text("tentative")));
        Assert.Equal(
            ("resp_1", "system_items_left_out", "Two of them."),
            (events[7].Text("response_id"), events[7].Text("code"), events[7].Text("message"))
        );
        Assert.Equal((-15, 3), (events[1].Number("gain_db"), events[5].Number("ordinal")));
        Assert.Equal("""{"speech_start":-900,"last_voiced":0,"first_audio_sent":412.5}""", events[6].At("marks_ms").GetRawText());
        Assert.Equal(
            (412.5, "parallel", "whisper"),
            (events[6].At("voice_to_voice_ms").GetDouble(), events[6].Text("pipeline"), events[6].Text("engines.0.name"))
        );
        Assert.Equal(2480, events[6].Number("last_voiced_audio_ms"));
    }

    [Fact]
    public async Task Our_extensions_never_reach_a_stock_client()
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var closing = client;
        await session.TellAsync([.. Extensions(), new InputCleared()]);
        await client.ExpectAsync("input_audio_buffer.cleared");
    }

    private static IEnumerable<SessionEvent> Extensions()
    {
        var marks = ImmutableSortedDictionary.CreateRange(
            new Dictionary<TurnMark, TimeSpan>
            {
                [TurnMark.SpeechStart] = TimeSpan.FromMilliseconds(-900),
                [TurnMark.LastVoiced] = TimeSpan.Zero,
                [TurnMark.FirstAudioSent] = TimeSpan.FromMilliseconds(412.5),
            }
        );
        yield return new InterimTranscribed("item_u", new InterimTranscript("Hola", " qué"));
        yield return new PlaybackDucked(-15);
        yield return new PlaybackPaused();
        yield return new PlaybackResumed();
        yield return new PlaybackRestored();
        yield return new PlaybackFlushed(3, Kept: null);
        yield return new TurnMeasured(
            new TurnTimeline(
                1,
                marks,
                [new(new("stt", "whisper", "base", "cpu", "Whisper.net 1.9.1"), new(null, 0, null, null, 0, null))],
                SpeculationsUsed: 1,
                SpeculationsWasted: 0,
                PipelineMode.Parallel
            )
            {
                LastVoicedAudio = TimeSpan.FromMilliseconds(2480),
            }
        );
        yield return new ResponseWarned("resp_1", "system_items_left_out", "Two of them.");
    }

    private static ResponseCreated Created(bool spoken) => new("resp_1", spoken, Voice: null, MaxOutputTokens: null, Metadata: null);

    private static ResponseStarted Started(bool spoken) => new("resp_1", "item_a", "item_u", 1, spoken);

    private static ResponseAudio Audio(long firstSample) =>
        new("resp_1", "item_a", 1, firstSample, new short[] { 1, 2 }, Last: false, CancellationToken.None);
}
