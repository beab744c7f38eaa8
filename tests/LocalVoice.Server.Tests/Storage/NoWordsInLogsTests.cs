using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Calls;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Server.Tests.Calls;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Telemetry;
using LocalVoice.Testing.Calls;
using LocalVoice.Testing.Telephony;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Server.Tests.Storage;

/// <summary>What is said, written, called and sent in calls, and looked for in all that leaves the process beside them.</summary>
public sealed class NoWordsInLogsTests : IDisposable
{
    private const string Said = "zanahoria";
    private const string Written = "berenjena";
    private const string Answered = "murcielago";
    private const string Argument = "alcachofa";
    private const string Output = "calabaza";
    private const string Failing = "escarabajo";
    private const string Field = "remolacha";
    private static readonly string[] Words = [Said, Written, Answered, Argument, Output, Failing, Field];

    private readonly StoreFiles _files = new();
    private readonly FakeCallStack _calls = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task No_log_line_from_Debug_on_and_nothing_that_a_collector_gets_has_a_word_of_a_call()
    {
        await using var collector = await Collector.StartAsync();
        var scripted = Scripted(collector);
        await scripted.StartAsync();
        var audio = await TalkAsync(scripted);
        await CallAsync(scripted);
        await CallByWebRtcAsync(scripted);
        var log = scripted.Server.Log;

        // What is not sent yet is sent when the server stops.
        await scripted.DisposeAsync();

        Assert.Contains(log.Lines, line => line.StartsWith("Debug:", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("failed in", StringComparison.Ordinal));
        Assert.Contains(scripted.Engines.Chat.Requests, request => request.Prompt.Contains(Said, StringComparison.Ordinal));
        Assert.Contains(scripted.Engines.Chat.Requests, request => request.Prompt.Contains(Output, StringComparison.Ordinal));
        string[] all = [.. log.Lines, .. await collector.TextsAsync("/v1/logs"), .. await collector.TextsAsync("/v1/metrics")];
        Assert.Empty(Leaks(all, Words));
        var heard = audio.Where(piece => piece.Length > 64).Select(piece => piece[8..64]).Where(piece => piece.Any(sign => sign != 'A'));
        Assert.Empty(Leaks(all, heard));
    }

    [Fact]
    public async Task A_word_that_is_logged_at_Debug_is_found()
    {
        await using var collector = await Collector.StartAsync();
        var scripted = Scripted(collector);
        await scripted.StartAsync();
        var logger = scripted.Server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Any.Category");
        logger.Log(LogLevel.Debug, 0, Said, null, (said, _) => $"The user said {said}");
        logger.Log(LogLevel.Information, 0, Written, null, (written, _) => $"The user wrote {written}");
        await scripted.DisposeAsync();

        Assert.Equal([Said, Written], Leaks(scripted.Server.Log.Lines, Words).Select(leak => leak.Word).Order().Reverse());
        Assert.Equal(Written, Leaks(await collector.TextsAsync("/v1/logs"), Words).Select(leak => leak.Word).Distinct().Single());
    }

    private ScriptedServer Scripted(Collector collector) =>
        new([
            .. _files.Settings,
            "--Logging:LogLevel:Default=Debug",
            "--Logging:LogLevel:Microsoft.AspNetCore=Debug",
            $"--LocalVoice:Telemetry:Otlp:Endpoint={collector.Address}",
        ])
        {
            Configure = services => services.AddBackends().AddSingleton<ICallStack>(_calls),
        };

    /// <summary>A spoken turn, a tool, a failure, and what the protocol refuses.</summary>
    /// <returns>The audio as it was sent.</returns>
    private static async Task<IReadOnlyList<string>> TalkAsync(ScriptedServer scripted)
    {
        var (engines, arguments) = (scripted.Engines, new Dictionary<string, object?> { ["what"] = Argument });
        engines.Recognizer.Finals.Then($"Quiero una {Said}.");
        engines.Chat.Calls.Then([new FunctionCallContent("c1", "order", arguments)], []);
        engines.Chat.Replies.Then($"Un {Answered} enseguida.");
        await using var client = await scripted.ConnectAsync();
        await client.SendAsync(
            """{"type":"session.update","session":{"type":"realtime","tools":[{"type":"function","name":"order","parameters":{}}]}}"""
        );
        await ScriptedServer.UntilAsync(client, "session.updated");
        var audio = await ScriptedServer.SpeakAsync(client);
        await client.SendAsync(
            $$$"""{"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"c1","output":"{{{Output}}}"}}"""
        );
        await ScriptedServer.WriteAsync(client, $"Y una {Written}");
        engines.Chat.Failure = new InvalidOperationException($"The prompt '{Failing} {Said}' is too odd.");
        await ScriptedServer.WriteAsync(client, $"Otra {Written}");
        engines.Chat.Failure = null;
        await client.SendAsync($$"""{"type":"{{Field}}"}""");
        await ScriptedServer.UntilAsync(client, "error");
        await client.SendAsync($$"""{"type":"conversation.item.retrieve","item_id":"{{Field}}"}""");
        await ScriptedServer.UntilAsync(client, "error");
        await client.SendAsync($"{{ {Field} no json");
        await ScriptedServer.UntilAsync(client, "error");
        return audio;
    }

    /// <summary>A spoken turn by telephone.</summary>
    private static async Task CallAsync(ScriptedServer scripted)
    {
        var address = new Uri($"ws://{scripted.Server.Address.Authority}/v1/telephony/twilio");
        await using var call = await FakeTwilio.CallAsync(address);
        var voice = new byte[160];
        for (var i = 0; i < voice.Length; i++)
        {
            voice[i] = G711.EncodeMuLaw((short)(6_000 * Math.Sin(2 * Math.PI * 300 * i / 8_000)));
        }

        var silence = Enumerable.Repeat(G711.EncodeMuLaw(0), 160).ToArray();
        for (var frame = 0; frame < 40; frame++)
        {
            await call.HearAsync(voice);
        }

        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        var patience = TestClient.EventTimeout();
        while (!call.Sent.TryRead(out _))
        {
            await call.HearAsync(silence);
            await clock.WaitForNextTickAsync(patience);
        }

        await call.StopAsync();
        await call.ClosedAsync();
    }

    /// <summary>A written turn over a data channel, what is wrong there, and an offer that is none.</summary>
    private async Task CallByWebRtcAsync(ScriptedServer scripted)
    {
        using var http = new HttpClient();
        var calls = new Uri(scripted.Server.Address, "/v1/realtime/calls");
        using var refused = await http.PostAsync(calls, Offer($"v=0\r\ns={Field}\r\n"), TestClient.EventTimeout());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var taken = await http.PostAsync(calls, Offer(Offers.Chromium), TestClient.EventTimeout());
        var transport = await _calls.Network.Accepted.ReadAsync(TestClient.EventTimeout());
        var channel = (await _calls.Channels.Created.ReadAsync(TestClient.EventTimeout())).Open("oai-events");
        transport.Connect();
        channel.Write($$"""{"type":"{{Field}}"}""");
        await UntilAsync("error");
        channel.Write(
            $$$"""
            {"type":"conversation.item.create",
             "item":{"type":"message","role":"user","content":[{"type":"input_text","text":"{{{Written}}}"}]}}
            """
        );
        channel.Write("""{"type":"response.create"}""");
        await UntilAsync("response.done");

        async Task UntilAsync(string type)
        {
            while (JsonDocument.Parse(await channel.Sent.ReadAsync(TestClient.EventTimeout())).RootElement.Type() != type) { }
        }
    }

    private static StringContent Offer(string sdp) => new(sdp, new MediaTypeHeaderValue("application/sdp"));

    private static List<(string Word, string Line)> Leaks(IEnumerable<string> lines, IEnumerable<string> words) =>
        [.. from line in lines from word in words where line.Contains(word, StringComparison.OrdinalIgnoreCase) select (word, line)];
}
