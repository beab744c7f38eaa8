using System.Text.Json;
using LocalVoice.Simulation.Deepgram;

namespace LocalVoice.Simulation.Tests.Deepgram.Flux;

/// <summary>
/// Turns of v2/listen: developers.deepgram.com/docs/flux/{state, force-end-turn, configuration} and asyncapi.yml of
/// github.com/deepgram/deepgram-api-specs, 22 July 2026.
/// </summary>
public sealed class FluxTurnTests
{
    private const string Path = "/v2/listen?model=flux-general-multi&encoding=linear16&sample_rate=16000";

    private static readonly DeepgramOptions Options = Simulations.Quick with
    {
        EagerSilence = TimeSpan.FromMilliseconds(150),
        EndSilence = TimeSpan.FromMilliseconds(300),
    };

    [Fact]
    public async Task A_connection_begins_with_Connected_and_messages_are_numbered()
    {
        await using var deepgram = await StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Speech.Silence(500));
        var connected = await client.NextAsync();
        var first = await client.NextAsync();
        var second = await client.NextAsync();

        Assert.Equal("type request_id sequence_id", connected.Names());
        Assert.Equal("Connected", connected.Text("type"));
        Assert.Equal([0, 1, 2], [connected.Whole("sequence_id"), first.Whole("sequence_id"), second.Whole("sequence_id")]);
        Assert.Equal(connected.Text("request_id"), first.Text("request_id"));
    }

    [Fact]
    public async Task A_turn_begins_with_its_first_word_is_updated_and_ends()
    {
        await using var deepgram = await StartAsync("¿Qué hora es?");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 300));
        var turn = await TurnAsync(client);

        Assert.Equal("StartOfTurn Update Update Update Update EndOfTurn", Story(turn));
        Assert.Equal(["¿Qué", "¿Qué", "¿Qué", "¿Qué hora", "¿Qué hora es?", "¿Qué hora es?"], turn.Select(info => info.Text("transcript")));
        Assert.Equal(
            "type request_id sequence_id event turn_index audio_window_start audio_window_end transcript words "
                + "end_of_turn_confidence languages trigger",
            turn[^1].Names()
        );
        Assert.Equal("model", turn[^1].Text("trigger"));
        Assert.Equal("""["es"]""", turn[^1].GetProperty("languages").GetRawText());
        Assert.Equal((0, 1.2), (turn[^1].Number("audio_window_start"), turn[^1].Number("audio_window_end")));
        Assert.True(turn[^1].Number("end_of_turn_confidence") >= 0.7);
        Assert.All(turn.SkipLast(1), info => Assert.True(info.Number("end_of_turn_confidence") < 0.7));
    }

    [Fact]
    public async Task Words_have_their_place_in_the_turns_audio()
    {
        await using var deepgram = await StartAsync("¿Qué hora es?");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Speech.Silence(200));
        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 300));
        var end = (await TurnAsync(client))[^1];

        var words = end.GetProperty("words").EnumerateArray().ToList();
        Assert.Equal("word confidence start end", words[0].Names());
        Assert.Equal(["¿Qué", "hora", "es?"], words.Select(word => word.Text("word")));
        Assert.Equal([0.2, 0.5, 0.8], words.Select(word => Math.Round(word.Number("start"), 6)));
    }

    [Fact]
    public async Task An_eager_end_has_the_transcript_that_the_end_then_has()
    {
        await using var deepgram = await StartAsync("¿Qué hora es?");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&eager_eot_threshold=0.4");

        await client.SendAsync(Speech.Voice(400, silenceAfterMs: 300));
        var turn = await TurnAsync(client);

        Assert.Equal("StartOfTurn Update EagerEndOfTurn EndOfTurn", Story(turn));
        Assert.Equal("¿Qué hora es?", turn[^2].Text("transcript"));
        Assert.Equal(turn[^2].Text("transcript"), turn[^1].Text("transcript"));
        Assert.Equal(0.55, turn[^2].Number("audio_window_end"), precision: 9);
    }

    [Fact]
    public async Task Without_its_threshold_there_is_no_eager_end()
    {
        await using var deepgram = await StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Speech.Voice(400, silenceAfterMs: 300));

        Assert.DoesNotContain("Eager", Story(await TurnAsync(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_speaker_who_goes_on_resumes_the_turn()
    {
        await using var deepgram = await StartAsync();
        deepgram.Script.Set(new DeepgramUtterance("uno dos tres cuatro", Speech: TimeSpan.FromMilliseconds(800)));
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&eager_eot_threshold=0.4");

        await client.SendAsync(Speech.Voice(400, silenceAfterMs: 200));
        await client.SendAsync(Speech.Voice(400, silenceAfterMs: 300));
        var turn = await TurnAsync(client);

        string[] changes = [.. turn.Where(info => info.Text("event") != "Update").Select(info => info.Text("event"))];
        Assert.Equal(["StartOfTurn", "EagerEndOfTurn", "TurnResumed", "EagerEndOfTurn", "EndOfTurn"], changes);
        Assert.Equal(
            ["uno dos", "uno dos tres cuatro"],
            turn.Where(info => info.Text("event") == "EagerEndOfTurn").Select(info => info.Text("transcript"))
        );
        Assert.All(turn, info => Assert.Equal(0, info.Whole("turn_index")));
    }

    [Fact]
    public async Task The_next_turn_has_the_next_index_and_the_next_text()
    {
        await using var deepgram = await StartAsync("uno", "dos");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        var first = await TurnAsync(client);
        var second = await TurnAsync(client);

        Assert.Equal((1, "dos"), (second[^1].Whole("turn_index"), second[^1].Text("transcript")));
        Assert.Equal(first[^1].Number("audio_window_end"), second[^1].Number("audio_window_start"));
    }

    [Fact]
    public async Task Silence_between_turns_is_updated_too()
    {
        await using var deepgram = await StartAsync("uno");
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync(Speech.Silence(250));
        var update = await client.NextAsync();

        Assert.Equal(("Update", "", 0), (update.Text("event"), update.Text("transcript"), update.Whole("turn_index")));
        Assert.False(update.TryGetProperty("languages", out _));
        Assert.False(update.TryGetProperty("trigger", out _));
    }

    [Fact]
    public async Task A_threshold_of_one_leaves_the_end_to_the_client()
    {
        await using var deepgram = await StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&eot_threshold=1.0");

        await client.SendAsync(Speech.Voice(400, silenceAfterMs: 1000));
        await client.SendAsync("""{"type": "ForceEndTurn"}""");
        var turn = await TurnAsync(client);

        Assert.Equal("manual", turn[^1].Text("trigger"));
        Assert.Equal("Hola.", turn[^1].Text("transcript"));
        Assert.Equal(1.4, turn[^1].Number("audio_window_end"), precision: 9);
    }

    [Fact]
    public async Task Without_a_turn_there_is_none_to_end()
    {
        await using var deepgram = await StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync("""{"type": "ForceEndTurn"}""");
        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        var turn = await TurnAsync(client);

        Assert.Equal((0, "model"), (turn[^1].Whole("turn_index"), turn[^1].Text("trigger")));
    }

    [Fact]
    public async Task Silence_as_long_as_the_timeout_ends_a_turn()
    {
        await using var deepgram = await StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&eot_threshold=1&eot_timeout_ms=500");

        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 500));
        var end = (await TurnAsync(client))[^1];

        Assert.Equal("timeout", end.Text("trigger"));
        Assert.Equal(0.8, end.Number("audio_window_end"), precision: 9);
    }

    [Fact]
    public async Task Hints_are_told_with_every_turn()
    {
        await using var deepgram = await StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&language_hint=es&language_hint=en");
        await client.NextAsync();

        await client.SendAsync(Speech.Silence(250));

        Assert.Equal("""["es","en"]""", (await client.NextAsync()).GetProperty("languages_hinted").GetRawText());
    }

    private static async Task<SimulatedDeepgram> StartAsync(params string[] script)
    {
        var deepgram = await SimulatedDeepgram.StartAsync(options: Options);
        deepgram.Script.Set(script);
        return deepgram;
    }

    /// <summary>The messages from the turn's start to its end.</summary>
    private static async Task<List<JsonElement>> TurnAsync(RawClient client)
    {
        var turn = new List<JsonElement>();
        while (turn.Count == 0 || turn[^1].Text("event") != "EndOfTurn")
        {
            var info = await client.NextAsync("TurnInfo");
            if (turn.Count > 0 || info.Text("event") == "StartOfTurn")
            {
                turn.Add(info);
            }
        }

        return turn;
    }

    private static string Story(IEnumerable<JsonElement> turn) => string.Join(' ', turn.Select(info => info.Text("event")));
}
