using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LocalVoice.Client.Audio;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Http;

/// <summary>The single stages over HTTP, on the real engines.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class HttpStageTests(RunningLocalVoice localVoice)
{
    private const string Question = "¿Cuál es la capital de Italia?";
    private const string Response = "La capital de Italia es Roma.";

    [Theory]
    [InlineData("es-capital-of-italy")]
    [InlineData("es-book-a-table")]
    [InlineData("ca-capital-of-france")]
    [InlineData("en-kitchen-light")]
    public async Task A_recording_is_written_down(string name)
    {
        var sample = SpokenSamples.All.Single(sample => sample.Name == name);

        Assert.Equal(sample.Text, await TranscribeAsync(await File.ReadAllBytesAsync(sample.FilePath), sample.Language));
    }

    [Theory]
    [InlineData("-b:a", "128k", "-f", "mp3")]
    [InlineData("-c:a", "libopus", "-b:a", "48k", "-f", "webm")]
    public async Task A_file_made_by_ffmpeg_is_written_down(params string[] arguments)
    {
        var sample = SpokenSamples.CapitalOfItaly;

        var file = await EncodeAsync(await File.ReadAllBytesAsync(sample.FilePath), arguments);

        Assert.Equal(sample.Text, await TranscribeAsync(file, sample.Language));
    }

    [Fact]
    public async Task Two_sentences_with_a_pause_are_two_segments()
    {
        var (italy, table) = (SpokenSamples.CapitalOfItaly, SpokenSamples.BookATable);
        using var file = new MemoryStream();
        float[] both = [.. italy.Samples.ToArray(), .. new float[16_000], .. table.Samples.ToArray()];
        WaveFile.Write(file, Recording.FromFloats(both, 16_000));

        using var response = await PostAsync("/v1/audio/transcriptions", Form(file.ToArray(), "es", "verbose_json"));
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal($"{italy.Text} {table.Text}", json.GetProperty("text").GetString());
        Assert.Equal(2, json.GetProperty("segments").GetArrayLength());
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("opus")]
    public async Task Speech_is_understood_by_the_recogniser(string format)
    {
        var request = JsonContent.Create(
            new
            {
                input = Question,
                voice = "es",
                response_format = format,
            }
        );
        using var response = await PostAsync("/v1/audio/speech", request);
        var speech = await response.Content.ReadAsByteArrayAsync();

        Assert.True(response.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(speech));
        if (format != "wav")
        {
            speech = await EncodeAsync(speech, ["-f", "wav"]);
        }

        Assert.Contains("capital", await TranscribeAsync(speech, "es"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_chat_is_completed()
    {
        object[] messages = [new { role = "user", content = Question }];

        using var response = await PostAsync(
            "/v1/chat/completions",
            JsonContent.Create(
                new
                {
                    model = "es",
                    messages,
                    temperature = 0,
                }
            )
        );
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(Response, json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.Trim());
        Assert.True(json.GetProperty("usage").GetProperty("completion_tokens").GetInt32() > 1);
    }

    [Fact]
    public async Task A_response_is_streamed()
    {
        using var response = await PostAsync(
            "/v1/responses",
            JsonContent.Create(
                new
                {
                    input = Question,
                    stream = true,
                    temperature = 0,
                }
            )
        );
        var text = await response.Content.ReadAsStringAsync();

        var last = text.Split("data: ")[^1];
        var message = JsonDocument.Parse(last).RootElement.GetProperty("response").GetProperty("output")[0];
        Assert.Equal(Response, message.GetProperty("content")[0].GetProperty("text").GetString()!.Trim());
        Assert.Contains("event: response.output_text.delta", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/audio/voices", "vega")]
    [InlineData("/v1/models", "es")]
    public async Task Voices_and_models_are_listed(string path, string id)
    {
        using var client = NewClient();

        var json = await client.GetFromJsonAsync<JsonElement>(path);

        Assert.Contains(id, json.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    private async Task<string> TranscribeAsync(byte[] file, string language)
    {
        using var response = await PostAsync("/v1/audio/transcriptions", Form(file, language, "text"));
        return (await response.Content.ReadAsStringAsync()).Trim();
    }

    private static MultipartFormDataContent Form(byte[] file, string language, string format) =>
        new()
        {
            { new StringContent("whisper-1"), "model" },
            { new StringContent(language), "language" },
            { new StringContent(format), "response_format" },
            { new ByteArrayContent(file), "file", "speech" },
        };

    private async Task<HttpResponseMessage> PostAsync(string path, HttpContent body)
    {
        using var client = NewClient();
        return await client.PostAsync(new Uri(path, UriKind.Relative), body);
    }

    private HttpClient NewClient()
    {
        var client = new HttpClient { BaseAddress = localVoice.Address.Root };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", localVoice.Address.Key);
        return client;
    }

    private static async Task<byte[]> EncodeAsync(byte[] file, string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", "-i", "pipe:0", .. arguments, "pipe:1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("This machine has no ffmpeg.");
        }

        using (process!)
        {
            using var encoded = new MemoryStream();
            var reading = process!.StandardOutput.BaseStream.CopyToAsync(encoded);
            await process.StandardInput.BaseStream.WriteAsync(file);
            process.StandardInput.Close();
            await reading;
            return encoded.ToArray();
        }
    }
}
