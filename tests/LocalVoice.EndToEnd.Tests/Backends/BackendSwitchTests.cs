using System.Text.Json;
using LocalVoice.Client;
using LocalVoice.Client.Audio;
using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Simulation.Servers;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Backends;

/// <summary>One conversation served by this machine and by others in turn, over real connections to simulated services.</summary>
public sealed class BackendSwitchTests
{
    private const string Rome = "La capital de Italia es Roma.";

    // Of the default turn detection.
    private const double LongestSilenceMs = 4_000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_conversation_goes_from_this_machine_to_others_and_back_and_keeps_what_was_said()
    {
        await using var backends = await SimulatedBackends.StartAsync();
        backends.Speech.Script.Set(SpokenSamples.BookATable.Text);
        await using var call = await OpenAsync(backends);

        var here = await SayAsync(call, SpokenSamples.CapitalOfItaly);
        await call.UseAsync(new(SimulatedBackends.Name, SimulatedBackends.Name, SimulatedBackends.Name), None);
        var elsewhere = await SayAsync(call, SpokenSamples.BookATable);
        await call.UseAsync(new("local", "local", "local"), None);
        var hereAgain = await SayAsync(call, SpokenSamples.CapitalOfItaly);

        Assert.Equal(
            (Rome, SimulatedBackends.ChatReply, Rome),
            (here.Answered.Trim(), elsewhere.Answered.Trim(), hereAgain.Answered.Trim())
        );
        Assert.Equal(SpokenSamples.BookATable.Text, elsewhere.Heard.Trim());
        var asked = backends.Chat.Journal.Requests.Where(request => request.Method == "POST").Select(request => request.Body).ToList();
        var conversation = asked[^1].GetProperty("messages").EnumerateArray().Select(Content).ToList();
        Assert.Equal([SpokenSamples.CapitalOfItaly.Text, Rome, SpokenSamples.BookATable.Text], conversation[^3..]);
        Assert.All(Devices(here), device => Assert.Equal("cpu", device));
        Assert.Equal(["cpu", "site", "site", "site"], Devices(elsewhere));
        Assert.All(Devices(hereAgain), device => Assert.Equal("cpu", device));
        Assert.All(Engines(elsewhere).Skip(1), engine => Assert.True(engine.GetProperty("bytes_sent").GetInt64() > 0));
        Assert.All(asked, body => Assert.DoesNotContain("chat-key", body.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_fails_is_replaced_by_this_machines_within_its_budget()
    {
        await using var backends = await SimulatedBackends.StartAsync(
            $"Stages:Llm={SimulatedBackends.Name}",
            $"Backends:Llm:{SimulatedBackends.Name}:Fallback=local",
            $"Backends:Llm:{SimulatedBackends.Name}:Retries=0"
        );
        backends.Chat.Faults.Always(new Fault(FaultKind.Stall));
        await using var call = await OpenAsync(backends);

        var turn = await SayAsync(call, SpokenSamples.CapitalOfItaly);

        Assert.Equal(Rome, turn.Answered.Trim());
        var engine = Engines(turn)[2];
        Assert.Equal(("llm", "llama"), (engine.GetProperty("stage").GetString(), engine.GetProperty("name").GetString()));
        var failed = engine.GetProperty("failed");
        Assert.Equal(("own", "stalled"), (failed.GetProperty("name").GetString(), failed.GetProperty("fault").GetString()));
        Assert.InRange(failed.GetProperty("after_ms").GetDouble(), 700, 1600);
    }

    [Fact]
    public async Task A_voice_and_a_recogniser_that_fail_are_replaced_in_the_same_turn()
    {
        await using var backends = await SimulatedBackends.StartAsync(
            $"Stages:Stt={SimulatedBackends.Name}",
            $"Stages:Tts={SimulatedBackends.Name}",
            $"Backends:Stt:{SimulatedBackends.Name}:Fallback=local",
            $"Backends:Tts:{SimulatedBackends.Name}:Fallback=local"
        );
        backends.Speech.Faults.Always(new Fault(FaultKind.PaymentRequired));
        await using var call = await OpenAsync(backends);

        var turn = await SayAsync(call, SpokenSamples.CapitalOfItaly);

        Assert.Equal((SpokenSamples.CapitalOfItaly.Text, Rome), (turn.Heard.Trim(), turn.Answered.Trim()));
        Assert.NotNull(turn.VoiceToVoice);
        var engines = Engines(turn);
        Assert.Equal("payment_required", engines[1].GetProperty("failed").GetProperty("fault").GetString());
        Assert.Equal("payment_required", engines[3].GetProperty("failed").GetProperty("fault").GetString());
    }

    [Fact]
    public async Task A_recogniser_that_takes_turns_begins_the_response_at_its_candidate_and_decides_the_turn()
    {
        await using var backends = await SimulatedBackends.StartAsync($"OfferedStages:Stt=local, {SimulatedBackends.TurnTaker}");
        backends.Speech.Script.Set(SpokenSamples.CapitalOfItaly.Text);
        await using var call = await OpenAsync(backends);
        await call.UseAsync(new(SimulatedBackends.TurnTaker, "local", "local"), None);

        var turn = await SayAsync(call, SpokenSamples.CapitalOfItaly);

        Assert.Equal((SpokenSamples.CapitalOfItaly.Text, Rome), (turn.Heard.Trim(), turn.Answered.Trim()));
        Assert.Equal("deepgram-flux", Engines(turn)[1].GetProperty("name").GetString());
        var speculations = turn.Timeline!.Value.GetProperty("speculations");
        Assert.Equal((1, 0), (speculations.GetProperty("used").GetInt32(), speculations.GetProperty("wasted").GetInt32()));
        var marks = turn.Timeline.Value.GetProperty("marks_ms");
        Assert.InRange(Mark(marks, "decision") - Mark(marks, "last_voiced"), 100, LongestSilenceMs);
        Assert.True(Mark(marks, "llm_request") < Mark(marks, "decision"), marks.GetRawText());
        var heard = Assert.Single(backends.Speech.Requests.All, request => request.Endpoint == DeepgramEndpoint.Flux);
        Assert.DoesNotContain("ForceEndTurn", heard.Messages);
    }

    private static double Mark(JsonElement marks, string name) => marks.GetProperty(name).GetDouble();

    private static Task<RealtimeCall> OpenAsync(SimulatedBackends backends) =>
        RealtimeCall.OpenAsync(
            new UriBuilder(backends.Server.Root)
            {
                Scheme = "ws",
                Path = "/v1/realtime",
                Query = "model=es",
            }.Uri,
            new CallOptions
            {
                ApiKey = backends.Server.Key,
                Session = new() { Language = "es" },
                ResponseTimeout = TimeSpan.FromSeconds(60),
            },
            TimeProvider.System,
            None
        );

    private static async Task<SpokenTurn> SayAsync(RealtimeCall call, SpokenSample sample)
    {
        var turn = await call.SayAsync(WaveFile.Load(sample.FilePath), None);
        Assert.Null(turn.Error);
        Assert.NotNull(turn.Timeline);
        return turn;
    }

    private static List<JsonElement> Engines(SpokenTurn turn) => [.. turn.Timeline!.Value.GetProperty("engines").EnumerateArray()];

    private static IEnumerable<string?> Devices(SpokenTurn turn) =>
        Engines(turn).Select(engine => engine.GetProperty("device").GetString());

    private static string? Content(JsonElement message)
    {
        var content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString() : content[0].GetProperty("text").GetString();
    }
}
