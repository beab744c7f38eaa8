using LocalVoice.Core.Memory;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Http.Transcriptions;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Wyoming;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Wyoming;

/// <summary>Clients that hold on to what they do not use, lie or leave keep nothing for themselves.</summary>
public sealed class HostileClientTests
{
    private readonly ArmedTime _time = new();

    [Theory]
    [InlineData("audio-start", "audio-chunk", 1)]
    [InlineData("audio-start", "ping", 1)]
    [InlineData("synthesize-start", "synthesize-chunk", 20)]
    [InlineData("synthesize-start", "ping", 20)]
    public async Task A_request_that_is_kept_alive_with_nothing_leaves_its_place(string begin, string nothing, int seconds)
    {
        await using var server = await StartAsync("--LocalVoice:Http:MaxRequests=1");
        await using var peer = await server.ConnectAsync();
        await peer.SendAsync(begin, WyomingPeer.Format());

        // A minute of nothing would do for audio, and ten for a text.
        var told = await WaitAsync(peer, nothing, TimeSpan.FromSeconds(seconds), times: 60);

        Assert.Equal("idle_timeout", told?.Text("code"));
        await using var next = await server.ConnectAsync();
        await next.SendAsync("synthesize", new { text = "Hola." });
        await next.UpToAsync("audio-stop");
    }

    [Fact]
    public async Task A_stream_that_pauses_for_as_long_as_it_speaks_is_heard_to_its_end()
    {
        await using var server = await StartAsync();
        server.Engines.Recognizer.Finals.Then("All of it.");
        await using var peer = await server.ConnectAsync();
        await peer.SendAudioAsync(Wav.Speech(20), stop: false);

        Assert.Null(await WaitAsync(peer, "ping", TimeSpan.FromSeconds(1), times: 45));

        await peer.SendAsync("audio-stop");
        Assert.Equal("All of it.", (await peer.UpToAsync("transcript"))[^1].Text("text"));
    }

    [Fact]
    public async Task A_client_that_leaves_after_garbage_ends_the_decode()
    {
        await using var server = await WyomingServer.StartAsync();
        server.Engines.Recognizer.FinalHold.Engage();
        var peer = await server.ConnectAsync();
        await peer.SendAudioAsync(Wav.Speech(1));
        await peer.SendLineAsync("garbage");
        await server.Engines.Recognizer.FinalDecodes.ReachesAsync(1);

        await peer.DisposeAsync();

        await server.Engines.Recognizer.Cancelled.ReachesAsync(1);
    }

    /// <summary>As deep as JSON may be on both sides.</summary>
    [Theory]
    [InlineData(61, 63)]
    [InlineData(62, 63)]
    [InlineData(63, 63)]
    [InlineData(1, 64)]
    [InlineData(1, 2000)]
    public async Task Data_as_deep_as_may_be_is_taken_or_refused(int inHeader, int after)
    {
        await using var server = await WyomingServer.StartAsync();
        await using var peer = await server.ConnectAsync();
        var data = $$"""{"text":"in","b":{{Nested(after)}}}""";

        await peer.SendLineAsync($$"""{"type":"ping","data":{"a":{{Nested(inHeader)}}},"data_length":{{data.Length}}}""");
        await peer.SendBytesAsync(System.Text.Encoding.UTF8.GetBytes(data));

        var told = await peer.NextAsync();
        Assert.True(told is { Type: "pong" } || told?.Text("code") == "invalid_json", $"{told}");
    }

    [Fact]
    public async Task What_is_announced_and_never_sent_is_given_back_when_the_client_leaves()
    {
        await using var server = await WyomingServer.StartAsync();
        var memory = server.Server.Services.GetRequiredService<MemoryBudget>();
        var before = memory.Held;
        for (var i = 0; i < 20; i++)
        {
            var peer = await server.ConnectAsync();
            await peer.SendAsync("ping");
            await peer.SendLineAsync("""{"type":"ping","data_length":1048576,"payload_length":1048576}""");
            await peer.SendBytesAsync([1, 2, 3]);
            await peer.ExpectAsync("pong");
            await peer.DisposeAsync();
        }

        await server.Server.StopAsync();

        Assert.Equal(before, memory.Held);
    }

    private Task<WyomingServer> StartAsync(params string[] settings) => WyomingServer.StartOnAsync(new ScenarioEngines(), _time, settings);

    /// <summary>Time goes on, and with each step there is an event that says nothing.</summary>
    /// <returns>The error; null when there was none.</returns>
    private async Task<PeerEvent?> WaitAsync(WyomingPeer peer, string nothing, TimeSpan step, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await peer.SendAsync(nothing, nothing == "synthesize-chunk" ? new { text = "" } : WyomingPeer.Format());
            await peer.SendAsync("ping");
            var pongs = nothing == "ping" ? 2 : 1;
            while (pongs > 0)
            {
                switch (await peer.NextAsync())
                {
                    case { Type: "error" } error:
                        return error;
                    case { Type: "pong" }:
                        pongs--;
                        break;
                    case null:
                        throw new InvalidDataException("The connection has ended without an error.");
                }
            }

            _time.Advance(step);
        }

        return null;
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
