using System.Buffers.Binary;
using System.Text.Json.Nodes;
using LocalVoice.Audio;
using LocalVoice.Simulation.OpenAI.Speech;
using LocalVoice.Simulation.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.OpenAI.Speech;

/// <summary>Against OpenAI's OpenAPI description 2.3.0, <c>/audio/speech</c> (2026-08-21).</summary>
public sealed class SpeechTests : IDisposable
{
    private const string Path = "audio/speech";

    private readonly RawClient _client = new();

    [Theory]
    [InlineData("", 2)]
    [InlineData(",\"speed\":2", 1)]
    public async Task Speech_takes_a_second_for_fifteen_characters(string speed, double seconds)
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());

        var response = await _client.PostAsync(service.Address, Path, Request(new string('a', 30), speed));

        Assert.Equal(("audio/pcm", true), (response.Content.Headers.ContentType?.MediaType, response.Headers.TransferEncodingChunked));
        Assert.Equal((int)(seconds * 24_000) * 2, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Speech_is_audible_from_its_first_moment_to_its_last()
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());

        var response = await _client.PostAsync(service.Address, Path, Request("Fifteen letters"));

        var samples = Samples(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(-20, SoundLevel.RmsDbfs(samples.AsSpan(0, 480)), tolerance: 0.5);
        Assert.Equal(-20, SoundLevel.RmsDbfs(samples.AsSpan(samples.Length - 480)), tolerance: 0.5);
    }

    [Fact]
    public async Task A_wav_does_not_know_its_length()
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());

        var response = await _client.PostAsync(service.Address, Path, Request("Fifteen letters", format: "wav"));

        var file = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(40)));
        Assert.Equal((24_000, 44 + 48_000), (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)), file.Length));
    }

    [Fact]
    public async Task Events_carry_the_audio_as_text()
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());

        var response = await _client.PostAsync(service.Address, Path, Request("Fifteen letters", ",\"stream_format\":\"sse\""));

        var events = (await response.EventsAsync()).Select(text => JsonNode.Parse(text["data: ".Length..])!).ToArray();
        var audio = events[..^1].Sum(item => Convert.FromBase64String((string)item["audio"]!).Length);
        Assert.All(events[..^1], item => Assert.Equal("speech.audio.delta", (string?)item["type"]));
        Assert.Equal((48_000, "speech.audio.done"), (audio, (string?)events[^1]["type"]));
    }

    [Theory]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":"a","voice":"robot","response_format":"pcm"}""", "voice", "invalid_value")]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":"a","voice":"alloy","speed":5}""", "speed", "decimal_above_max_value")]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":"a","voice":"alloy","speed":0.2}""", "speed", "decimal_below_min_value")]
    [InlineData("""{"model":"gpt-4o-mini-tts","voice":"alloy"}""", "input", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":"a"}""", "voice", "missing_required_parameter")]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":7,"voice":"alloy"}""", "input", "invalid_type")]
    [InlineData(
        """{"model":"gpt-4o-mini-tts","input":"a","voice":"alloy","response_format":"pcm16"}""",
        "response_format",
        "invalid_value"
    )]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":"a","voice":"alloy","response_format":"mp3"}""", "response_format", null)]
    [InlineData("""{"model":"gpt-4o-mini-tts","input":"a","voice":"alloy","language":"es"}""", null, null)]
    public async Task A_field_that_is_wrong_is_refused(string request, string? path, string? code)
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());

        var response = await _client.PostAsync(service.Address, Path, request);

        var error = (await response.JsonAsync())["error"]!;
        Assert.Equal((400, path, code), ((int)response.StatusCode, (string?)error["param"], (string?)error["code"]));
    }

    [Fact]
    public async Task A_text_has_at_most_4096_characters()
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());

        var longest = await _client.PostAsync(service.Address, Path, Request(new string('a', 4096), ",\"speed\":4"));
        var longer = await _client.PostAsync(service.Address, Path, Request(new string('a', 4097)));

        Assert.Equal((200, 400), ((int)longest.StatusCode, (int)longer.StatusCode));
        Assert.Equal(
            "Invalid 'input': string too long. Expected a string with maximum length 4096, but got a string with length 4097 instead.",
            (string?)(await longer.JsonAsync())["error"]!["message"]
        );
    }

    [Fact]
    public async Task The_first_audio_and_the_rest_come_when_they_are_due()
    {
        var time = new FakeTimeProvider();
        await using var service = await SimulatedSpeechService.StartAsync(
            new()
            {
                FirstAudio = TimeSpan.FromMilliseconds(300),
                AudioSpeed = 2,
                Time = time,
            }
        );
        var start = time.GetTimestamp();

        var asked = _client.PostAsync(service.Address, Path, Request(new string('a', 30)));
        await AdvanceUntilAsync(time, asked);
        var head = time.GetElapsedTime(start);
        var read = (await asked).Content.ReadAsByteArrayAsync();
        await AdvanceUntilAsync(time, read);

        Assert.True(head >= TimeSpan.FromMilliseconds(300));
        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(300 + 950));
    }

    [Fact]
    public async Task A_client_that_leaves_amid_a_stall_is_noted()
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());
        service.Faults.Next(new Fault(FaultKind.Stall, After: 1));

        var response = await _client.PostAsync(service.Address, Path, Request("Fifteen letters"));
        response.Dispose();

        await service.Journal.WhenCancelledAsync();
        Assert.Equal("Fifteen letters", service.Journal.Requests[0].Body.GetProperty("input").GetString());
    }

    [Fact]
    public async Task Models_of_both_kinds_are_listed_for_the_key_alone()
    {
        await using var service = await SimulatedSpeechService.StartAsync(new());
        using var nobody = new RawClient(key: null);

        var list = await (await _client.GetAsync(service.Address, "models")).JsonAsync();
        var refused = await nobody.GetAsync(service.Address, "models");

        var ids = list["data"]!.AsArray().Select(model => (string?)model!["id"]).ToArray();
        Assert.Contains("whisper-1", ids);
        Assert.Contains("gpt-4o-mini-tts", ids);
        Assert.Equal(401, (int)refused.StatusCode);
    }

    public void Dispose() => _client.Dispose();

    private static string Request(string input, string more = "", string format = "pcm") =>
        $"{{\"model\":\"gpt-4o-mini-tts\",\"input\":\"{input}\",\"voice\":\"alloy\",\"response_format\":\"{format}\"{more}}}";

    private static float[] Samples(byte[] bytes)
    {
        var samples = new float[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(i * 2)) / 32_768f;
        }

        return samples;
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }
}
