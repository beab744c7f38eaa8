using System.Text.Json.Nodes;
using LocalVoice.Client.Providers;
using LocalVoice.Client.Tests.Providers.Http;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Tests.Providers;

#pragma warning disable MEAI001 // What is tested.

public sealed class TextToSpeechTests
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task A_text_is_sent_and_its_recording_read()
    {
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Sends("audio/wav", [1, 2, 3], [4]));
        using var client = new LocalVoiceTextToSpeechClient(api.Address, "secret", model: "es");

        var response = await client.GetAudioAsync("Buenos días.", new() { VoiceId = "joe", Speed = 1.5f }, Soon);

        var audio = Assert.IsType<DataContent>(Assert.Single(response.Contents));
        Assert.Equal("audio/wav", audio.MediaType);
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, audio.Data.ToArray());
        Assert.Equal(("/v1/audio/speech", "Bearer secret"), (api.Path, api.Authorization));
        Same("""{"model":"es","input":"Buenos días.","voice":"joe","response_format":"wav","speed":1.5}""", api.Body);
    }

    [Fact]
    public async Task What_is_not_given_is_left_to_the_server()
    {
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Sends("audio/wav", [1]));
        using var client = new LocalVoiceTextToSpeechClient(api.Address);

        await client.GetAudioAsync("Hola.", cancellationToken: Soon);

        Same("""{"input":"Hola.","response_format":"wav"}""", api.Body);
    }

    [Fact]
    public async Task A_language_stands_for_the_profile_of_its_name_and_further_fields_are_sent()
    {
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Sends("audio/ogg", [1]));
        using var client = new LocalVoiceTextToSpeechClient(api.Address);
        var options = new TextToSpeechOptions
        {
            Language = "ca",
            AudioFormat = "opus",
            AdditionalProperties = new() { ["instructions"] = "Calmly." },
        };

        var response = await client.GetAudioAsync("Bon dia.", options, Soon);

        Same("""{"model":"ca","input":"Bon dia.","response_format":"opus","instructions":"Calmly."}""", api.Body);
        Assert.Equal("audio/ogg", Assert.IsType<DataContent>(Assert.Single(response.Contents)).MediaType);
    }

    [Fact]
    public async Task Audio_comes_as_it_is_synthesised_in_whole_samples()
    {
        var sent = new SemaphoreSlim(0);
        await using var api = await ScriptedApi.StartAsync(async context =>
        {
            await ScriptedApi.Sends("audio/pcm", [1, 2, 3])(context);
            await sent.WaitAsync(Soon);
            await context.Response.Body.WriteAsync(new byte[] { 4, 5, 6 });
        });
        using var client = new LocalVoiceTextToSpeechClient(api.Address);
        var parts = new List<byte[]>();

        await foreach (var update in client.GetStreamingAudioAsync("Hola.", cancellationToken: Soon))
        {
            Assert.Equal(TextToSpeechResponseUpdateKind.AudioUpdating, update.Kind);
            var audio = Assert.IsType<DataContent>(Assert.Single(update.Contents));
            Assert.Equal("audio/pcm", audio.MediaType);
            parts.Add(audio.Data.ToArray());
            sent.Release();
        }

        Assert.Equal<byte[]>(
            [
                [1, 2],
                [3, 4, 5, 6],
            ],
            parts
        );
        Same("""{"input":"Hola.","response_format":"pcm"}""", api.Body);
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    public async Task Long_audio_comes_whole(int length)
    {
        byte[] audio = [.. Enumerable.Range(0, length).Select(position => (byte)(position % 251))];
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Sends("audio/pcm", [7], audio));
        using var client = new LocalVoiceTextToSpeechClient(api.Address);

        var updates = await client.GetStreamingAudioAsync("Hola.", cancellationToken: Soon).ToListAsync(Soon);

        var parts = updates.Select(update => Assert.IsType<DataContent>(Assert.Single(update.Contents)).Data.ToArray()).ToList();
        Assert.Equal([7, .. audio], parts.SelectMany(part => part).ToArray());
        Assert.All(parts.SkipLast(1), part => Assert.Equal(0, part.Length % 2));
    }

    [Fact]
    public async Task Half_a_sample_at_the_end_is_not_lost()
    {
        await using var api = await ScriptedApi.StartAsync(ScriptedApi.Sends("audio/wav", [1, 2, 3]));
        using var client = new LocalVoiceTextToSpeechClient(api.Address);

        var updates = await client.GetStreamingAudioAsync("Hola.", new() { AudioFormat = "audio/wav" }, Soon).ToListAsync(Soon);

        var bytes = updates.SelectMany(update => Assert.IsType<DataContent>(Assert.Single(update.Contents)).Data.ToArray());
        Assert.Equal<byte>([1, 2, 3], bytes);
        Same("""{"input":"Hola.","response_format":"wav"}""", api.Body);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_servers_words()
    {
        await using var api = await ScriptedApi.StartAsync(
            ScriptedApi.Refuses(400, """{"error":{"code":"invalid_value","message":"It has no words.","param":"input"}}""")
        );
        using var client = new LocalVoiceTextToSpeechClient(api.Address);

        var whole = await Assert.ThrowsAsync<ClientException>(() => client.GetAudioAsync(" ", cancellationToken: Soon));
        var streamed = await Assert.ThrowsAsync<ClientException>(async () =>
            await client.GetStreamingAudioAsync(" ", cancellationToken: Soon).ToListAsync(Soon)
        );

        Assert.Contains("(invalid_value): It has no words.", whole.Message, StringComparison.Ordinal);
        Assert.Equal((ClientFault.Refused, whole.Message), (streamed.Fault, streamed.Message));
    }

    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_is_told()
    {
        var heard = new SemaphoreSlim(0);
        await using var api = await ScriptedApi.StartAsync(async context =>
        {
            await ScriptedApi.Sends("audio/pcm", [1, 2])(context);
            await heard.WaitAsync(Soon);
            context.Abort();
        });
        using var client = new LocalVoiceTextToSpeechClient(api.Address);

        var failure = await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await foreach (var _ in client.GetStreamingAudioAsync("Hola.", cancellationToken: Soon))
            {
                heard.Release();
            }
        });

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
        Assert.StartsWith("The server ended its response: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_provides_it_is_told()
    {
        using var client = new LocalVoiceTextToSpeechClient(new Uri("http://localhost:8080"), model: "es");

        var metadata = Assert.IsType<TextToSpeechClientMetadata>(client.GetService(typeof(TextToSpeechClientMetadata)));

        Assert.Equal(("localvoice", "es"), (metadata.ProviderName, metadata.DefaultModelId));
    }

    private static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
