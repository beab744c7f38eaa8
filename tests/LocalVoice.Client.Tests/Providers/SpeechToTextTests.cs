using System.Text;
using LocalVoice.Client.Providers;
using LocalVoice.Client.Tests.Providers.Http;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Tests.Providers;

#pragma warning disable MEAI001 // What is tested.

public sealed class SpeechToTextTests
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task A_recording_is_sent_as_a_form_and_its_transcript_read()
    {
        await using var api = await ScriptedApi.StartAsync(
            ScriptedApi.Sends("application/json", """{"text":"Hola.","usage":{"type":"duration","seconds":3}}"""u8.ToArray())
        );
        using var client = new LocalVoiceSpeechToTextClient(new(api.Address, "v1"), "secret", model: "es");
        var path = SpokenSamples.CapitalOfItaly.FilePath;
        await using var file = File.OpenRead(path);

        var response = await client.GetTextAsync(
            file,
            new()
            {
                SpeechLanguage = "es",
                AdditionalProperties = new() { ["prompt"] = "Peñíscola" },
            },
            Soon
        );

        Assert.Equal(("Hola.", "es"), (response.Text, response.ModelId));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(3)), (response.StartTime, response.EndTime));
        Assert.Equal(("/v1/audio/transcriptions", "Bearer secret"), (api.Path, api.Authorization));
        Assert.Equal(
            [("language", "es"), ("model", "es"), ("prompt", "Peñíscola"), ("response_format", "json")],
            api.Form.Select(field => (field.Key, field.Value)).Order()
        );
        Assert.Equal(Path.GetFileName(path), api.FileName);
        Assert.Equal(await File.ReadAllBytesAsync(path, Soon), api.File);
        Assert.True(file.CanRead, "The stream is the caller's to close.");
    }

    [Fact]
    public async Task The_segments_of_a_transcript_tell_when_it_begins_and_ends()
    {
        const string Verbose = """
            {"text":"Hola. Adiós.","duration":9,
            "segments":[{"start":0.5,"end":1.25,"text":" Hola."},{"start":6,"end":7.5,"text":" Adiós."}]}
            """;
        await using var api = await ScriptedApi.StartAsync(
            ScriptedApi.Sends("application/json; charset=utf-8", Encoding.UTF8.GetBytes(Verbose))
        );
        using var client = new LocalVoiceSpeechToTextClient(api.Address);

        var response = await client.GetTextAsync(
            new MemoryStream([1, 2]),
            new() { AdditionalProperties = new() { ["response_format"] = "verbose_json" } },
            Soon
        );

        Assert.Equal((TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(7.5)), (response.StartTime, response.EndTime));
        Assert.Equal([("response_format", "verbose_json")], api.Form.Select(field => (field.Key, field.Value)));
        Assert.Null(api.Authorization);
    }

    [Fact]
    public async Task Subtitles_come_as_they_are()
    {
        const string Subtitles = "1\n00:00:00,000 --> 00:00:01,000\nHola.\n\n";
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Sends("application/x-subrip", Encoding.UTF8.GetBytes(Subtitles)));
        using var client = new LocalVoiceSpeechToTextClient(api.Address);

        var response = await client.GetTextAsync(
            new MemoryStream([1, 2]),
            new() { AdditionalProperties = new() { ["response_format"] = "srt" } },
            Soon
        );

        Assert.Equal(Subtitles, response.Text);
    }

    [Fact]
    public async Task A_transcript_comes_piece_by_piece()
    {
        await using var api = await ScriptedApi.StartAsync(
            ScriptedApi.Sends(
                "text/event-stream",
                """data: {"type":"transcript.text.delta","delta":"Hola."}"""u8.ToArray(),
                "\n\ndata: {\"type\":\"transcript.text.delta\",\"delta\":\" Adiós.\"}\n\n"u8.ToArray(),
                """data: {"type":"transcript.text.done","text":"Hola. Adiós.","usage":{"type":"duration","seconds":3}}"""u8.ToArray(),
                "\n\ndata: [DONE]\n\n"u8.ToArray()
            )
        );
        using var client = new LocalVoiceSpeechToTextClient(api.Address);

        var updates = await client.GetStreamingTextAsync(new MemoryStream([1, 2]), cancellationToken: Soon).ToListAsync(Soon);

        Assert.Equal("true", api.Form["stream"]);
        Assert.Equal(
            [
                (SpeechToTextResponseUpdateKind.TextUpdated, "Hola."),
                (SpeechToTextResponseUpdateKind.TextUpdated, " Adiós."),
                (SpeechToTextResponseUpdateKind.SessionClose, ""),
            ],
            updates.Select(update => (update.Kind, update.Text))
        );
        var whole = updates.ToSpeechToTextResponse();
        Assert.Equal("Hola. Adiós.", whole.Text);
        Assert.Equal(3, whole.Usage!.AdditionalCounts!["seconds"]);
    }

    [Fact]
    public async Task A_failure_after_the_first_piece_is_told()
    {
        await using var api = await ScriptedApi.StartAsync(
            ScriptedApi.Sends(
                "text/event-stream",
                "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hola.\"}\n\n"u8.ToArray(),
                "data: {\"error\":{\"type\":\"server_error\",\"code\":\"engine_timeout\",\"message\":\"It gave up.\"}}\n\n"u8.ToArray()
            )
        );
        using var client = new LocalVoiceSpeechToTextClient(api.Address);
        var pieces = new List<string>();

        var failure = await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await foreach (var update in client.GetStreamingTextAsync(new MemoryStream([1]), cancellationToken: Soon))
            {
                pieces.Add(update.Text);
            }
        });

        Assert.Equal(["Hola."], pieces);
        Assert.Equal("The voice server failed (engine_timeout): It gave up. Its log tells why.", failure.Message);
    }

    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_is_told()
    {
        var heard = new SemaphoreSlim(0);
        await using var api = await ScriptedApi.StartAsync(async context =>
        {
            await ScriptedApi.Sends("text/event-stream", "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Ho\"}\n\n"u8.ToArray())(
                context
            );
            await heard.WaitAsync(Soon);
            context.Abort();
        });
        using var client = new LocalVoiceSpeechToTextClient(api.Address);

        var failure = await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await foreach (var _ in client.GetStreamingTextAsync(new MemoryStream([1]), cancellationToken: Soon))
            {
                heard.Release();
            }
        });

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
        Assert.StartsWith("The server ended its response: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "invalid_value", ClientFault.Refused, "Change the request.")]
    [InlineData(401, "invalid_api_key", ClientFault.Refused, "give it as the API key.")]
    [InlineData(429, "rate_limit_exceeded", ClientFault.Busy, "Try again in a few seconds.")]
    [InlineData(503, "server_full", ClientFault.Busy, "Try again in a few seconds.")]
    [InlineData(500, "server_error", ClientFault.Unavailable, "Its log tells why.")]
    public async Task A_refusal_is_told_in_the_servers_words(int status, string code, ClientFault fault, string remedy)
    {
        await using var api = await ScriptedApi.StartAsync(
            ScriptedApi.Refuses(status, $$$"""{"error":{"type":"x","code":"{{{code}}}","message":"No such thing.","param":null}}""")
        );
        using var client = new LocalVoiceSpeechToTextClient(api.Address);

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.GetTextAsync(new MemoryStream([1]), cancellationToken: Soon));

        Assert.Equal(fault, failure.Fault);
        Assert.StartsWith(
            $"The voice server refuses the request with status {status} ({code}): No such thing.",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(remedy, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_words_is_told_by_its_status()
    {
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Refuses(404, "<html>"));
        using var client = new LocalVoiceSpeechToTextClient(api.Address);

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.GetTextAsync(new MemoryStream([1]), cancellationToken: Soon));

        Assert.StartsWith(
            "The voice server refuses the request with status 404: it does not say why.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var client = new LocalVoiceSpeechToTextClient(new Uri("http://127.0.0.1:9"));

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.GetTextAsync(new MemoryStream([1]), cancellationToken: Soon));

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
        Assert.Contains("http://127.0.0.1:9/v1/audio/transcriptions", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_is_not_promised()
    {
        using var client = new LocalVoiceSpeechToTextClient(new Uri("http://127.0.0.1:9"));

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            client.GetTextAsync(new MemoryStream([1]), new() { SpeechLanguage = "es", TextLanguage = "en" }, Soon)
        );
    }

    [Fact]
    public void Who_provides_it_is_told()
    {
        using var client = new LocalVoiceSpeechToTextClient(new Uri("http://localhost:8080"), model: "es");

        var metadata = Assert.IsType<SpeechToTextClientMetadata>(client.GetService(typeof(SpeechToTextClientMetadata)));

        Assert.Equal(
            ("localvoice", new Uri("http://localhost:8080"), "es"),
            (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId)
        );
        Assert.Same(client, client.GetService<LocalVoiceSpeechToTextClient>());
    }
}
