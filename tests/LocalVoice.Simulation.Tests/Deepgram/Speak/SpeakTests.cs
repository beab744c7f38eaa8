using System.Net.WebSockets;
using LocalVoice.Audio;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Delays;
using LocalVoice.Simulation.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.Deepgram.Speak;

/// <summary>
/// v1/speak: asyncapi.yml of github.com/deepgram/deepgram-api-specs, 22 July 2026, and developers.deepgram.com/docs/{tts-ws-flush,
/// tts-ws-clear, tts-ws-close, tts-troubleshooting-websocket-net-and-data-errors}.
/// </summary>
public sealed class SpeakTests
{
    private const string Path = "/v1/speak?model=aura-2-nestor-es&encoding=linear16&sample_rate=24000";
    private const string Flush = """{"type": "Flush"}""";

    [Fact]
    public async Task A_connection_begins_with_its_model()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        var metadata = await client.NextAsync();

        Assert.Equal("type request_id model_name model_version model_uuid", metadata.Names());
        Assert.Equal(("Metadata", "aura-2-nestor-es"), (metadata.Text("type"), metadata.Text("model_name")));
    }

    [Fact]
    public async Task Text_is_said_once_it_is_flushed_and_lasts_as_a_person_would()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync("""{"type": "Speak", "text": "Quince letras. "}""");
        await client.SendAsync("""{"type": "Speak", "text": "Y otras quince."}""");
        await client.SendAsync(Flush);
        var (audio, done) = await SaidAsync(client);

        Assert.Equal("""{"type":"Flushed","sequence_id":0}""", done);
        Assert.Equal(2 * 24_000, audio.Sum(chunk => chunk.Length) / sizeof(short));
        Assert.All(audio, chunk => Assert.Equal(-20, LevelOf(chunk), tolerance: 0.5));
    }

    [Fact]
    public async Task Flushes_are_counted()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Flush);
        await client.SendAsync(Flush);

        Assert.Equal(0, (await client.NextAsync("Flushed")).Whole("sequence_id"));
        Assert.Equal(1, (await client.NextAsync("Flushed")).Whole("sequence_id"));
    }

    [Fact]
    public async Task After_Cleared_comes_no_audio_of_what_was_said_before()
    {
        var time = new FakeTimeProvider();
        var delays = ProviderDelays.None.With("deepgram", "speak.second", TimeSpan.FromSeconds(1));
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: new() { Delays = delays }, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync("""{"type": "Speak", "text": "Esto dura mucho más de lo que nadie escucha."}""");
        await client.SendAsync(Flush);
        var (first, _) = await client.ReceiveAsync();
        await client.SendAsync("""{"type": "Clear"}""");
        var cleared = await client.NextAsync();
        await client.SendAsync("""{"type": "Speak", "text": "Sí."}""");
        await client.SendAsync(Flush);
        var (next, _) = await client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Binary, first);
        Assert.Equal("""{"type":"Cleared","sequence_id":0}""", cleared.GetRawText());
        Assert.Equal(WebSocketMessageType.Binary, next);
    }

    [Fact]
    public async Task Audio_begins_after_the_work_on_it_and_comes_faster_than_it_is_heard()
    {
        var time = new FakeTimeProvider();
        var delays = ProviderDelays
            .None.With("deepgram", "speak.first", TimeSpan.FromMilliseconds(130))
            .With("deepgram", "speak.second", TimeSpan.FromMilliseconds(100));
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: new() { Delays = delays }, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync("""{"type": "Speak", "text": "Treinta letras o casi treinta."}""");
        await client.SendAsync(Flush);
        var first = client.ReceiveAsync();
        var waited = await time.AdvanceUntilAsync(first);
        var rest = SaidAsync(client);
        var paced = await time.AdvanceUntilAsync(rest);

        Assert.True(waited >= TimeSpan.FromMilliseconds(130));
        Assert.InRange(paced.TotalSeconds, 0.19, 1.9);
    }

    [Fact]
    public async Task Text_without_a_letter_has_no_audio()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync("""{"type": "Speak", "text": "… — !"}""");
        await client.SendAsync(Flush);

        Assert.Empty((await SaidAsync(client)).Audio);
    }

    [Fact]
    public async Task Close_closes()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync("""{"type": "Close"}""");
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task More_than_twenty_flushes_a_minute_are_warned_of_and_not_obeyed()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(Flush);
            await client.NextAsync("Flushed");
        }

        await client.SendAsync(Flush);
        var warning = await client.NextAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        await client.SendAsync(Flush);

        Assert.Equal("type description code", warning.Names());
        Assert.Equal(("Warning", "EXCESSIVE_FLUSH"), (warning.Text("type"), warning.Text("code")));
        Assert.Equal(20, (await client.NextAsync()).Whole("sequence_id"));
    }

    [Theory]
    [InlineData("""{"type": "KeepAlive"}""", WebSocketCloseStatus.PolicyViolation, "DATA-0000")]
    [InlineData("Speak", WebSocketCloseStatus.PolicyViolation, "DATA-0000")]
    [InlineData("""{"type": "Speak"}""", WebSocketCloseStatus.PolicyViolation, "DATA-0000")]
    public async Task What_is_no_command_ends_the_connection(string message, WebSocketCloseStatus status, string reason)
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(message);
        await client.RestAsync();

        Assert.Equal(status, client.CloseStatus);
        Assert.StartsWith(reason, client.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binary_messages_end_the_connection()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync([0, 0]);
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, client.CloseStatus);
        Assert.StartsWith("MESSAGE-0000", client.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_more_than_2000_characters_ends_the_connection()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync($$"""{"type": "Speak", "text": "{{new string('a', 2001)}}"}""");
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
        Assert.StartsWith("BIG-0001", client.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_2400_characters_a_minute_end_the_connection()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync($$"""{"type": "Speak", "text": "{{new string('a', 2000)}}"}""");
        await client.SendAsync($$"""{"type": "Speak", "text": "{{new string('a', 401)}}"}""");
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
        Assert.StartsWith("DATA-0001", client.CloseReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model=aura-2-pablo-es")]
    [InlineData("model=aura-2-nestor-es&encoding=mp3")]
    [InlineData("model=aura-2-nestor-es&encoding=linear16&sample_rate=44100")]
    [InlineData("model=aura-2-nestor-es&speed=3")]
    [InlineData("model=aura-2-nestor-es&container=wav")]
    public async Task A_query_that_it_does_not_have_is_refused(string query)
    {
        await using var deepgram = await Simulations.StartAsync();

        var (status, error) = await RawClient.FailAsync(deepgram, $"/v1/speak?{query}");

        Assert.Equal(400, status);
        Assert.NotEmpty(error!);
    }

    [Fact]
    public async Task Audio_breaks_off_after_the_chunks_that_were_allowed()
    {
        await using var deepgram = await Simulations.StartAsync();
        deepgram.Faults.Next(new Fault(FaultKind.CloseAmid, After: 2));
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync("""{"type": "Speak", "text": "Quince letras, o más."}""");
        await client.SendAsync(Flush);
        await client.ReceiveAsync();
        await client.ReceiveAsync();

        await Assert.ThrowsAsync<WebSocketException>(client.ReceiveAsync);
    }

    /// <returns>The audio until it is flushed, and the message that says so.</returns>
    private static async Task<(List<byte[]> Audio, string Done)> SaidAsync(RawClient client)
    {
        var audio = new List<byte[]>();
        while (true)
        {
            var (type, payload) = await client.ReceiveAsync();
            if (type != WebSocketMessageType.Binary)
            {
                return (audio, System.Text.Encoding.UTF8.GetString(payload));
            }

            audio.Add(payload);
        }
    }

    private static double LevelOf(byte[] chunk)
    {
        var samples = new float[chunk.Length / sizeof(short)];
        Pcm16.Decode(chunk, samples);
        return SoundLevel.RmsDbfs(samples);
    }
}
