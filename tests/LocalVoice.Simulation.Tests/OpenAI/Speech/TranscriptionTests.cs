using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Speech;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.Tests.OpenAI.Speech;

/// <summary>
/// Against the examples of OpenAI's OpenAPI description 2.3.0, <c>/audio/transcriptions</c> (2026-08-21), and errors that users
/// published: formats (2024-04-24, github.com/B4PT0R/streamlit-mic-recorder/issues/10), verbose_json (2025-04-14,
/// github.com/openai/openai-dotnet/issues/401), size (2025-07-21, github.com/murtaza-nasir/speakr/issues/42), decoding (2025-05-26,
/// github.com/TutoriaLLM/TutoriaLLM/issues/370).
/// </summary>
public sealed class TranscriptionTests : IDisposable
{
    private const string Path = "audio/transcriptions";

    private readonly RawClient _client = new();

    [Theory]
    [InlineData(
        "gpt-4o-transcribe",
        "\"usage\":{\"type\":\"tokens\",\"input_tokens\":15,\"input_token_details\":{\"text_tokens\":0,\"audio_tokens\":15},"
            + "\"output_tokens\":3,\"total_tokens\":18}"
    )]
    [InlineData("whisper-1", "\"usage\":{\"type\":\"duration\",\"seconds\":2}")]
    public async Task A_transcript_is_told_with_what_it_costs(string model, string usage)
    {
        await using var service = await StartAsync();

        var response = await _client.PostAsync(service.Address, Path, SpokenWave.Form(SpokenWave.Bytes(1.5), model));

        Assert.Equal($"{{\"text\":\"¿Qué hora es?\",{usage}}}", await response.Content.ReadAsStringAsync());
        Assert.Equal("req_simulated0001", response.Header("x-request-id"));
    }

    [Fact]
    public async Task The_service_hears_language_prompt_and_samples()
    {
        var heard = new TaskCompletionSource<(string?, string?, int, int)>();
        await using var service = await SimulatedSpeechService.StartAsync(
            new()
            {
                Transcribe = audio =>
                {
                    heard.SetResult((audio.Language, audio.Prompt, audio.Samples.Length, audio.SampleRateHz));
                    return "";
                },
            }
        );

        await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(SpokenWave.Bytes(0.5), "whisper-1", ("language", "es"), ("prompt", "Aitana"))
        );

        Assert.Equal(("es", "Aitana", 8_000, 16_000), await heard.Task);
        Assert.Equal("Aitana", service.Journal.Requests[0].Body.GetProperty("prompt").GetString());
        Assert.Equal(16_044, service.Journal.Requests[0].File.Length);
    }

    [Fact]
    public async Task Text_is_bare_and_ends_its_line()
    {
        await using var service = await StartAsync();

        var response = await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(SpokenWave.Bytes(1), "whisper-1", ("response_format", "text"))
        );

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("¿Qué hora es?\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_verbose_transcript_has_segments_or_words()
    {
        await using var service = await StartAsync();
        var file = SpokenWave.Bytes(1.5);

        var segments = await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(file, "whisper-1", ("response_format", "verbose_json"))
        );
        var words = await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(file, "whisper-1", ("response_format", "verbose_json"), ("timestamp_granularities[]", "word"))
        );

        Assert.Equal(" ¿Qué hora es?", (string?)(await segments.JsonAsync())["segments"]![0]!["text"]);
        Assert.Equal("""{"word":"hora","start":0.5,"end":1}""", (await words.JsonAsync())["words"]![1]!.ToJsonString());
    }

    [Fact]
    public async Task A_streamed_transcript_comes_word_by_word_and_then_whole()
    {
        await using var service = await StartAsync();

        var response = await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(SpokenWave.Bytes(1), "gpt-4o-transcribe", ("stream", "true"))
        );

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            [
                """data: {"type":"transcript.text.delta","delta":"¿Qué"}""",
                """data: {"type":"transcript.text.delta","delta":" hora"}""",
                """data: {"type":"transcript.text.delta","delta":" es?"}""",
                "data: {\"type\":\"transcript.text.done\",\"text\":\"¿Qué hora es?\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":10,"
                    + "\"input_token_details\":{\"text_tokens\":0,\"audio_tokens\":10},\"output_tokens\":3,\"total_tokens\":13}}",
            ],
            await response.EventsAsync()
        );
    }

    [Fact]
    public async Task Whisper_passes_over_the_wish_to_stream()
    {
        await using var service = await StartAsync();

        var response = await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(SpokenWave.Bytes(1), "whisper-1", ("stream", "true"))
        );

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(
        "response_format",
        "verbose_json",
        "response_format 'verbose_json' is not compatible with model 'gpt-4o-transcribe'. Use 'json' or 'text' instead.",
        "unsupported_value"
    )]
    [InlineData(
        "language",
        "Spanish",
        "Invalid language 'Spanish'. Language parameter must be specified in ISO-639-1 format.",
        "invalid_language_format"
    )]
    [InlineData(
        "temperature",
        "1.5",
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 1, but got 1.5 instead.",
        "decimal_above_max_value"
    )]
    [InlineData("vocabulary", "a", "Unrecognized request argument supplied: vocabulary", null)]
    public async Task A_field_that_is_wrong_is_refused(string name, string value, string message, string? code)
    {
        await using var service = await StartAsync();

        var response = await _client.PostAsync(
            service.Address,
            Path,
            SpokenWave.Form(SpokenWave.Bytes(1), "gpt-4o-transcribe", (name, value))
        );

        var error = (await response.JsonAsync())["error"]!;
        Assert.Equal((400, message, code), ((int)response.StatusCode, (string?)error["message"], (string?)error["code"]));
    }

    [Theory]
    [InlineData(4, "The audio file could not be decoded or its format is not supported.")]
    [InlineData(0, "The audio file could not be decoded or its format is not supported.")]
    [InlineData(40, "The audio file could not be decoded or its format is not supported.")]
    public async Task A_file_whose_head_is_wrong_cannot_be_decoded(int spoiled, string message)
    {
        await using var service = await StartAsync();
        var file = SpokenWave.Bytes(1);
        file[spoiled]++;

        var response = await _client.PostAsync(service.Address, Path, SpokenWave.Form(file, "whisper-1"));

        Assert.Equal((400, message), ((int)response.StatusCode, (string?)(await response.JsonAsync())["error"]!["message"]));
    }

    [Fact]
    public async Task A_moment_is_too_short_and_bare_samples_are_no_format()
    {
        await using var service = await StartAsync();
        var bare = new MultipartFormDataContent
        {
            { new ByteArrayContent(new byte[32_000]), "file", "audio.pcm" },
            { new StringContent("whisper-1"), "model" },
        };

        var moment = await _client.PostAsync(service.Address, Path, SpokenWave.Form(SpokenWave.Bytes(0.09), "whisper-1"));
        var samples = await _client.PostAsync(service.Address, Path, bare);

        Assert.Equal("audio_too_short", (string?)(await moment.JsonAsync())["error"]!["code"]);
        Assert.Equal(
            "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']",
            (string?)(await samples.JsonAsync())["error"]!["message"]
        );
    }

    [Fact]
    public async Task More_than_25_mebibytes_are_too_large()
    {
        await using var service = await StartAsync();

        var response = await _client.PostAsync(service.Address, Path, SpokenWave.Form(new byte[26_214_401], "whisper-1"));

        Assert.Equal(413, (int)response.StatusCode);
        Assert.StartsWith(
            "413: Maximum content size limit (26214400) exceeded",
            (string?)(await response.JsonAsync())["error"]!["message"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task File_model_and_key_are_needed()
    {
        await using var service = await StartAsync();
        using var nobody = new RawClient(key: null);

        var noFile = await _client.PostAsync(
            service.Address,
            Path,
            new MultipartFormDataContent { { new StringContent("whisper-1"), "model" } }
        );
        var noModel = await _client.PostAsync(
            service.Address,
            Path,
            new MultipartFormDataContent { { new ByteArrayContent(SpokenWave.Bytes(1)), "file", "a.wav" } }
        );
        var noKey = await nobody.PostAsync(service.Address, Path, SpokenWave.Form(SpokenWave.Bytes(1), "whisper-1"));
        var noForm = await _client.PostAsync(service.Address, Path, "{}");

        Assert.Equal(
            (400, 400, 401, 400),
            ((int)noFile.StatusCode, (int)noModel.StatusCode, (int)noKey.StatusCode, (int)noForm.StatusCode)
        );
        Assert.Equal("Missing required parameter: 'file'.", (string?)(await noFile.JsonAsync())["error"]!["message"]);
    }

    [Fact]
    public async Task Faults_come_before_and_amid_the_transcript()
    {
        await using var service = await StartAsync();
        service.Faults.Next(
            new Fault(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromSeconds(2) },
            new Fault(FaultKind.ErrorAmid, After: 1),
            new Fault(FaultKind.CloseAmid, After: 1)
        );
        MultipartFormDataContent Streamed() => SpokenWave.Form(SpokenWave.Bytes(1), "gpt-4o-transcribe", ("stream", "true"));

        var limited = await _client.PostAsync(service.Address, Path, Streamed());
        var failed = await _client.PostAsync(service.Address, Path, Streamed());
        var closed = await _client.PostAsync(service.Address, Path, Streamed());

        Assert.Equal((429, "2"), ((int)limited.StatusCode, limited.Header("retry-after")));
        var events = await failed.EventsAsync();
        Assert.Equal(2, events.Length);
        Assert.Equal("server_error", (string?)JsonNode.Parse(events[1]["data: ".Length..])!["error"]!["type"]);
        await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            using var reader = new StreamReader(await closed.Content.ReadAsStreamAsync());
            await reader.ReadToEndAsync();
        });
    }

    public void Dispose() => _client.Dispose();

    private static Task<SimulatedSpeechService> StartAsync() =>
        SimulatedSpeechService.StartAsync(new() { Transcribe = _ => "¿Qué hora es?" });
}
