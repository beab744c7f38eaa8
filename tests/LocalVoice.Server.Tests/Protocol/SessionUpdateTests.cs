using System.Text.Json;
using LocalVoice.Audio;
using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Protocol;

public sealed class SessionUpdateTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task What_is_left_out_of_an_update_stays()
    {
        var (before, after, settings) = await UpdateAsync("realtime", """{"instructions":"Habla como un pirata."}""");
        Assert.Equal("Habla como un pirata.", after.Text("instructions"));
        Assert.Equal("Habla como un pirata.", settings.Instructions);
        Assert.Equal(before.At("audio").GetRawText(), after.At("audio").GetRawText());
        Assert.Equal(before.Text("id"), after.Text("id"));
    }

    [Fact]
    public async Task One_field_of_turn_detection_may_change_alone()
    {
        var (_, after, settings) = await UpdateAsync("realtime", """{"audio":{"input":{"turn_detection":{"silence_duration_ms":200}}}}""");
        Assert.Equal(
            """{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":200,"idle_timeout_ms":"""
                + """null,"create_response":true,"interrupt_response":true}""",
            after.At("audio.input.turn_detection").GetRawText()
        );
        Assert.Equal(TurnDetection.Server(TimeSpan.FromMilliseconds(200)), settings.TurnDetection);
    }

    [Fact]
    public async Task An_idle_timeout_is_taken()
    {
        var (_, after, settings) = await UpdateAsync("realtime", """{"audio":{"input":{"turn_detection":{"idle_timeout_ms":6000}}}}""");

        Assert.Equal(6000, after.At("audio.input.turn_detection.idle_timeout_ms").GetInt32());
        Assert.Equal(TimeSpan.FromSeconds(6), settings.TurnDetection.IdleTimeout);
    }

    [Fact]
    public async Task Another_kind_of_turn_detection_brings_its_own_defaults()
    {
        var (_, after, settings) = await UpdateAsync(
            "realtime",
            """{"audio":{"input":{"turn_detection":{"type":"semantic_vad","eagerness":"high"}}}}"""
        );
        Assert.Equal(
            """{"type":"semantic_vad","eagerness":"high","create_response":true,"interrupt_response":true}""",
            after.At("audio.input.turn_detection").GetRawText()
        );
        Assert.Equal(TurnDetection.Semantic(Eagerness.High), settings.TurnDetection);
    }

    [Fact]
    public async Task Null_turns_turn_detection_and_transcription_off()
    {
        var (_, after, settings) = await UpdateAsync("localvoice", """{"audio":{"input":{"turn_detection":null,"transcription":null}}}""");
        Assert.True(after.IsNull("audio.input.turn_detection") && after.IsNull("audio.input.transcription"));
        Assert.Equal((TurnDetectionMode.Manual, false), (settings.TurnDetection.Mode, settings.Transcribe));
    }

    [Fact]
    public async Task Null_takes_a_field_back_to_its_beginning()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(
            """{"type":"session.update","session":{"instructions":"x","max_output_tokens":9,"audio":{"output":"""
                + """{"voice":"marin","speed":2}}}}"""
        );
        await client.ExpectAsync("session.updated");
        await client.SendAsync(
            """{"type":"session.update","session":{"instructions":null,"max_output_tokens":null,"audio":{"output":{"voice":"""
                + """null,"speed":null}}}}"""
        );
        var after = (await client.ExpectAsync("session.updated")).At("session");
        Assert.Equal("Eres Vega, un asistente de voz. Responde breve.", after.Text("instructions"));
        Assert.Equal(
            ("inf", "default", 1),
            (after.Text("max_output_tokens"), after.Text("audio.output.voice"), after.Number("audio.output.speed"))
        );
        await session.Commands.ReadAsync(TestClient.EventTimeout());
        var settings = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout())).Settings;
        Assert.Equal(session.Settings with { Vocabulary = settings.Vocabulary }, settings);
    }

    [Fact]
    public async Task Null_takes_a_group_of_fields_back_to_its_beginning()
    {
        var (client, _) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync("""{"type":"session.update","session":{}}""");
        var before = (await client.ExpectAsync("session.updated")).At("session.audio").GetRawText();
        await client.SendAsync("""{"type":"session.update","session":{"audio":{"output":{"voice":"marin","speed":2}}}}""");
        await client.ExpectAsync("session.updated");
        await client.SendAsync("""{"type":"session.update","session":{"audio":null}}""");

        Assert.Equal(before, (await client.ExpectAsync("session.updated")).At("session.audio").GetRawText());
    }

    [Fact]
    public async Task What_a_stock_agent_asks_for_is_taken_and_echoed()
    {
        const string Asked = """
            {"type":"realtime","instructions":"Be kind.","model":"gpt-realtime-2.1","output_modalities":["audio"],
            "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"noise_reduction":{"type":"near_field"},
            "transcription":{"model":"gpt-4o-mini-transcribe","language":"en"},"turn_detection":{"type":"semantic_vad"}},
            "output":{"format":{"type":"audio/pcm","rate":24000},"voice":{"id":"voice_1"},"speed":1}},
            "tool_choice":"auto","tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"}}],
            "tracing":{"workflow_name":"w"},"reasoning":{"effort":"low"},"parallel_tool_calls":false,"prompt":{"id":"p"},
            "truncation":{"type":"retention_ratio","retention_ratio":0.5},
            "include":["item.input_audio_transcription.logprobs"],"max_output_tokens":200}
            """;
        var (_, after, settings) = await UpdateAsync("realtime", Asked.ReplaceLineEndings(""));
        Assert.Equal(
            ("gpt-realtime-2.1", "voice_1", "gpt-4o-mini-transcribe"),
            (after.Text("model"), after.Text("audio.output.voice"), after.Text("audio.input.transcription.model"))
        );
        Assert.Equal(
            ("near_field", "w", "f", "p"),
            (
                after.Text("audio.input.noise_reduction.type"),
                after.Text("tracing.workflow_name"),
                after.Text("tools.0.name"),
                after.Text("prompt.id")
            )
        );
        Assert.True(after.At("audio.input.turn_detection.interrupt_response").GetBoolean());
        Assert.Equal(("en", "voice_1", 200, true), (settings.Language, settings.Voice, settings.MaxOutputTokens, settings.Transcribe));
    }

    [Theory]
    [InlineData("\"auto\"", true, null, null)]
    [InlineData("\"disabled\"", false, null, null)]
    [InlineData("""{"type":"retention_ratio","retention_ratio":0.8,"token_limits":{"post_instructions":900}}""", true, 0.8, 900)]
    public async Task How_a_long_conversation_is_shortened_reaches_the_session(string truncation, bool allowed, double? share, int? most)
    {
        var (_, _, settings) = await UpdateAsync("realtime", "{\"truncation\":" + truncation + "}");
        Assert.Equal(new Truncation(allowed, share, most), settings.Truncation);
    }

    [Fact]
    public async Task A_transcription_session_stays_one()
    {
        var (client, _) = await server.OpenAsync(query: "intent=transcription");
        await using var closing = client;

        await client.SendAsync("""{"type":"session.update","session":{"type":"realtime"}}""");

        Assert.Equal("session.type", (await client.ExpectErrorAsync("invalid_value")).Text("param"));
    }

    [Fact]
    public async Task Text_only_and_telephone_formats_reach_the_session()
    {
        var (_, after, settings) = await UpdateAsync(
            "realtime",
            """{"output_modalities":["text"],"audio":{"input":{"format":{"type":"audio/pcmu"}},"output":{"format":"""
                + """{"type":"audio/pcma"}}}}"""
        );
        Assert.Equal("audio/pcmu", after.Text("audio.input.format.type"));
        Assert.Equal(
            (false, AudioEncoding.MuLaw, AudioEncoding.ALaw, 8000),
            (settings.Speak, settings.InputFormat.Encoding, settings.OutputFormat.Encoding, settings.InputFormat.SampleRateHz)
        );
    }

    [Fact]
    public async Task Our_clients_choose_rate_language_and_pipeline()
    {
        var (_, after, settings) = await UpdateAsync(
            "localvoice",
            """{"audio":{"input":{"format":{"type":"audio/pcm","rate":48000}}},"localvoice":"""
                + """{"language":"en","pipeline":"sequential","speculate":false,"vocabulary":["Vega"]}}"""
        );
        Assert.Equal(48_000, settings.InputFormat.SampleRateHz);
        Assert.Equal(("en", PipelineMode.Sequential, false), (settings.Language, settings.Pipeline, settings.Speculate));
        Assert.Equal(["Vega"], settings.Vocabulary);
        Assert.Equal("You are Vega, a voice assistant. Answer briefly.", settings.Instructions);
        Assert.Equal(
            """{"version":1,"profile":"es","language":"en","pipeline":"sequential","speculate":false,"vocabulary":["Vega"]"""
                + ""","stages":{"stt":"local","llm":"local","tts":"local"}}""",
            after.At("localvoice").GetRawText()
        );
    }

    [Fact]
    public async Task Our_clients_begin_with_semantic_turns_16_kHz_and_transcripts()
    {
        var (client, session) = await server.OpenAsync("localvoice");
        await using var closing = client;
        Assert.Equal(TurnDetection.Semantic(Eagerness.Auto), session.Settings.TurnDetection);
        Assert.Equal(
            (16_000, 24_000, true),
            (session.Settings.InputFormat.SampleRateHz, session.Settings.OutputFormat.SampleRateHz, session.Settings.Transcribe)
        );
    }

    [Fact]
    public async Task A_transcription_session_has_no_responses()
    {
        var (client, session) = await server.OpenAsync("realtime", "intent=transcription");
        await using var closing = client;
        Assert.False(session.Settings.TurnDetection.CreateResponse);
        Assert.True(session.Settings.Transcribe);
        await client.SendAsync("""{"type":"response.create"}""");
        await client.ExpectErrorAsync("invalid_value");
    }

    [Fact]
    public async Task A_transcription_session_is_shown_without_an_agent()
    {
        var (client, _) = await server.OpenAsync("realtime", "intent=transcription");
        await using var closing = client;

        await client.SendAsync("""{"type":"session.update","session":{"type":"transcription"}}""");
        var shown = (await client.ExpectAsync("session.updated")).At("session");

        Assert.Equal("realtime.transcription_session", shown.Text("object"));
        Assert.Equal(["type", "object", "id", "expires_at", "audio", "include"], shown.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["input"], shown.At("audio").EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("realtime", """{"instructions":5}""", "invalid_type", "session.instructions")]
    [InlineData("realtime", """{"temperature":0.8}""", "unknown_parameter", "session.temperature")]
    [InlineData("realtime", """{"audio":{"input":{"fromat":{}}}}""", "unknown_parameter", "session.audio.input.fromat")]
    [InlineData("realtime", """{"audio":[]}""", "invalid_type", "session.audio")]
    [InlineData("realtime", """{"audio":{"output":{"speed":9}}}""", "invalid_value", "session.audio.output.speed")]
    [InlineData(
        "realtime",
        """{"audio":{"input":{"turn_detection":{"idle_timeout_ms":4999}}}}""",
        "invalid_value",
        "session.audio.input.turn_detection.idle_timeout_ms"
    )]
    [InlineData("realtime", """{"audio":{"output":{"speed":1e999}}}""", "invalid_value", "session.audio.output.speed")]
    [InlineData("realtime", """{"audio":{"input":{"format":{"type":"audio/mp3"}}}}""", "invalid_value", "session.audio.input.format.type")]
    [InlineData(
        "realtime",
        """{"audio":{"input":{"format":{"type":"audio/pcm","rate":16000}}}}""",
        "invalid_value",
        "session.audio.input.format.rate"
    )]
    [InlineData(
        "localvoice",
        """{"audio":{"input":{"format":{"type":"audio/pcmu"}}}}""",
        "invalid_value",
        "session.audio.input.format.type"
    )]
    [InlineData(
        "realtime",
        """{"audio":{"input":{"turn_detection":{"type":"none"}}}}""",
        "invalid_value",
        "session.audio.input.turn_detection.type"
    )]
    [InlineData(
        "realtime",
        """{"audio":{"input":{"turn_detection":{"threshold":"high"}}}}""",
        "invalid_type",
        "session.audio.input.turn_detection.threshold"
    )]
    [InlineData("realtime", """{"output_modalities":[]}""", "invalid_value", "session.output_modalities")]
    [InlineData("realtime", """{"tools":{}}""", "invalid_type", "session.tools")]
    [InlineData("realtime", """{"max_output_tokens":0}""", "invalid_value", "session.max_output_tokens")]
    [InlineData("realtime", """{"type":"chat"}""", "invalid_value", "session.type")]
    [InlineData("realtime", """{"localvoice":{"language":"en"}}""", "unknown_parameter", "session.localvoice")]
    [InlineData("localvoice", """{"localvoice":{"language":"!"}}""", "invalid_value", "session.localvoice.language")]
    [InlineData("localvoice", """{"localvoice":{"pipeline":"magic"}}""", "invalid_value", "session.localvoice.pipeline")]
    [InlineData("realtime", "7", "invalid_type", "session")]
    public async Task A_wrong_field_is_named_and_nothing_of_the_update_applies(string subprotocol, string patch, string code, string param)
    {
        var (client, session) = await server.OpenAsync(subprotocol);
        await using var closing = client;
        await client.SendAsync($$"""{"event_id":"mine","type":"session.update","session":{{patch}}}""");
        var error = await client.ExpectErrorAsync(code);
        Assert.Equal((param, "mine", "invalid_request_error"), (error.Text("param"), error.Text("event_id"), error.Text("type")));
        await client.SendAsync("""{"type":"session.update","session":{}}""");
        await client.ExpectAsync("session.updated");
        var settings = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout())).Settings;
        Assert.Equal(session.Settings with { Vocabulary = settings.Vocabulary }, settings);
    }

    [Fact]
    public async Task An_update_that_the_session_refuses_leaves_everything_as_it_was()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        session.RefuseUpdatesWith = "instructions_too_long";
        await client.SendAsync("""{"event_id":"mine","type":"session.update","session":{"instructions":"Too long."}}""");
        Assert.Equal("mine", (await client.ExpectErrorAsync("instructions_too_long")).Text("event_id"));
        session.RefuseUpdatesWith = null;
        await client.SendAsync("""{"type":"session.update","session":{"audio":{"output":{"speed":2}}}}""");
        var after = (await client.ExpectAsync("session.updated")).At("session");
        Assert.Equal(
            ("Eres Vega, un asistente de voz. Responde breve.", 2),
            (after.Text("instructions"), after.Number("audio.output.speed"))
        );
    }

    [Fact]
    public async Task A_client_chooses_the_backends_that_the_operator_offers_stage_by_stage()
    {
        await using var open = await RunningServer
            .StartAsync("--LocalVoice:AllowedOverrides=stages", "--LocalVoice:OfferedStages:Llm=openai, groq")
            .DisposeAfterwards();
        var (client, session) = await open.Value.OpenAsync("localvoice");
        await using var closing = client;
        Assert.Equal(StageNames.AllLocal, session.Settings.Stages);
        await client.SendAsync("""{"type":"session.update","session":{"localvoice":{"stages":{"llm":"Groq"}}}}""");
        var after = (await client.ExpectAsync("session.updated")).At("session");
        Assert.Equal("""{"stt":"local","llm":"Groq","tts":"local"}""", after.At("localvoice.stages").GetRawText());
        var settings = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout())).Settings;
        Assert.Equal(StageNames.AllLocal with { Llm = "groq" }, settings.Stages);
        await client.SendAsync("""{"type":"session.update","session":{"localvoice":{"stages":{"ears":"groq"}}}}""");
        Assert.Equal("session.localvoice.stages.ears", (await client.ExpectErrorAsync("unknown_parameter")).Text("param"));
    }

    [Fact]
    public async Task A_session_begins_with_the_greeting_of_its_profile()
    {
        await using var open = await RunningServer.StartAsync("--LocalVoice:Profiles:es:Greeting= ¿Dígame? ").DisposeAfterwards();

        var (greeted, settings) = await open.Value.OpenAsync("realtime", "model=es");
        await using var closing = greeted;
        var (other, others) = await open.Value.OpenAsync("realtime", "model=en");
        await using var closingToo = other;

        Assert.Equal(("¿Dígame?", ""), (settings.Settings.Greeting, others.Settings.Greeting));
    }

    [Fact]
    public async Task A_client_chooses_no_backend_that_serves_others_only()
    {
        await using var open = await RunningServer
            .StartAsync(
                "--LocalVoice:AllowedOverrides=stages",
                "--LocalVoice:OfferedStages:Llm=groq",
                "--LocalVoice:Backends:Llm:groq:Fallback=gemini",
                "--LocalVoice:Profiles:ca:Stages:Llm=openai",
                "--LocalVoice:Profiles:es:Stages:Llm=groq"
            )
            .DisposeAfterwards();
        var (client, _) = await open.Value.OpenAsync("localvoice");
        await using var closing = client;
        foreach (var name in new[] { "gemini", "openai", "local", "zork" })
        {
            await client.SendAsync(
                """{"type":"session.update","session":{"localvoice":{"stages":{"llm":"NAME"}}}}""".Replace(
                    "NAME",
                    name,
                    StringComparison.Ordinal
                )
            );
            Assert.Equal("session.localvoice.stages.llm", (await client.ExpectErrorAsync("invalid_value")).Text("param"));
        }

        await client.SendAsync("""{"type":"session.update","session":{"localvoice":{"stages":{"llm":null}}}}""");
        var after = (await client.ExpectAsync("session.updated")).At("session");
        Assert.Equal("""{"stt":"local","llm":"groq","tts":"local"}""", after.At("localvoice.stages").GetRawText());
    }

    [Fact]
    public async Task Backends_are_not_the_clients_to_choose_unless_the_operator_says_so()
    {
        var (client, _) = await server.OpenAsync("localvoice");
        await using var closing = client;
        await client.SendAsync("""{"type":"session.update","session":{"localvoice":{"stages":{"llm":"groq"}}}}""");
        Assert.Equal("session.localvoice.stages.llm", (await client.ExpectErrorAsync("override_not_allowed")).Text("param"));
    }

    [Fact]
    public async Task The_operator_decides_what_a_client_may_override()
    {
        await using var strict = await RunningServer.StartAsync("--LocalVoice:AllowedOverrides", "speculate").DisposeAfterwards();
        var (client, session) = await strict.Value.OpenAsync("localvoice", "language=en");
        await using var closing = client;
        Assert.Equal("es", session.Settings.Language);
        await client.SendAsync("""{"type":"session.update","session":{"localvoice":{"pipeline":"sequential"}}}""");
        Assert.Equal("session.localvoice.pipeline", (await client.ExpectErrorAsync("override_not_allowed")).Text("param"));
        await client.SendAsync("""{"type":"session.update","session":{"localvoice":{"speculate":false}}}""");
        await client.ExpectAsync("session.updated");
    }

    private async Task<(JsonElement Before, JsonElement After, SessionSettings Settings)> UpdateAsync(string subprotocol, string patch)
    {
        await using var client = await server.ConnectAsync("", subprotocol);
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        var created = await client.ExpectAsync("session.created");
        await client.SendAsync($$"""{"type":"session.update","session":{{patch}}}""");
        var updated = await client.ExpectAsync("session.updated");
        var command = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        return (created.At("session"), updated.At("session"), command.Settings);
    }
}
