using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Http.Transcriptions;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using LocalVoice.Testing.Wyoming;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Wyoming;

/// <summary>Who comes in, how many, how slowly, and what ends a connection; nobody harms the others.</summary>
public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1", "invalid_json")]
    [InlineData("""{"type": "audio-start", "data": {"rate": 1, "width": 2, "channels": 1}}""", "invalid_value")]
    [InlineData("""{"type": "audio-start", "data": {"rate": 2147483647, "width": 2, "channels": 1}}""", "invalid_value")]
    [InlineData("""{"type": "audio-start", "data": {"rate": 16000, "width": 1, "channels": 1}}""", "invalid_value")]
    [InlineData("""{"type": "audio-start", "data": {"rate": 16000, "width": 2, "channels": 1000}}""", "invalid_value")]
    [InlineData("""{"type": "audio-start"}""", "missing_required_parameter")]
    [InlineData("""{"type": "audio-chunk", "data": {"rate": 16000, "width": 2, "channels": 1}, "payload_length": 3}""", "invalid_audio")]
    public async Task What_is_wrong_is_named_ends_the_connection_and_harms_nobody_else(string line, string code)
    {
        await using var server = await WyomingServer.StartAsync();
        server.Engines.Recognizer.Finals.Then("Still here.");
        await using var bystander = await server.ConnectAsync();
        await bystander.SendAudioAsync(Wav.Speech(1), stop: false);
        await using var peer = await server.ConnectAsync();

        await peer.SendLineAsync(line);
        await peer.SendBytesAsync([1, 2, 3]);

        Assert.Equal(code, await peer.RefusalAsync());
        await bystander.SendAsync("audio-stop");
        Assert.Equal("Still here.", (await bystander.UpToAsync("transcript"))[^1].Text("text"));
    }

    [Fact]
    public async Task What_a_hundred_clients_send_at_random_harms_nobody()
    {
        await using var server = await WyomingServer.StartAsync();
        server.Engines.Recognizer.Finals.Then("Still here.");
        await using var bystander = await server.ConnectAsync();
        await bystander.SendAudioAsync(Wav.Speech(1), stop: false);
        var random = new Random(300);
        string[] types = ["audio-start", "audio-chunk", "audio-stop", "synthesize", "synthesize-start", "synthesize-chunk", "transcribe"];
        for (var i = 0; i < 100; i++)
        {
            await using var peer = await server.ConnectAsync();
            for (var sent = random.Next(1, 6); sent > 0; sent--)
            {
                var data =
                    random.Next(3) == 0
                        ? WyomingPeer.Format()
                        : new
                        {
                            text = "a",
                            rate = random.Next(),
                            name = "x",
                        };
                await peer.SendAsync(types[random.Next(types.Length)], data, new byte[random.Next(5)]);
            }

            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            await peer.SendBytesAsync(noise);
        }

        await bystander.SendAsync("audio-stop");
        Assert.Equal("Still here.", (await bystander.UpToAsync("transcript"))[^1].Text("text"));
        Assert.DoesNotContain(server.Server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_sends_no_more_still_gets_what_it_asked_for_at_once()
    {
        await using var server = await WyomingServer.StartAsync();
        await using var peer = await server.ConnectAsync();

        await peer.SendLineAsync("""{"type": "describe"}""");
        peer.EndSending();

        await peer.ExpectAsync("info");
        Assert.Null(await peer.NextAsync());
    }

    [Fact]
    public async Task A_format_that_changes_amid_a_stream_is_refused()
    {
        await using var server = await WyomingServer.StartAsync();
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("audio-start", WyomingPeer.Format());
        await peer.SendAsync("audio-chunk", WyomingPeer.Format(48_000), [0, 0]);

        Assert.Equal("invalid_value", await peer.RefusalAsync());
    }

    [Fact]
    public async Task A_stream_is_no_longer_than_any_recording()
    {
        await using var server = await WyomingServer.StartAsync("--LocalVoice:Http:MaxAudio=00:00:10");
        await using var peer = await server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Silence(11), stop: false);
        await peer.SendAsync("audio-stop");

        Assert.Equal("audio_too_long", await peer.RefusalAsync());
    }

    [Fact]
    public async Task Requests_count_with_those_over_HTTP()
    {
        await using var server = await WyomingServer.StartAsync("--LocalVoice:Http:MaxRequests=1");
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();
        await first.SendAsync("audio-start", WyomingPeer.Format());
        await first.SendAsync("ping");
        await first.ExpectAsync("pong");

        await second.SendAsync("synthesize", new { text = "Hola." });

        Assert.Equal("server_busy", await second.RefusalAsync());
        using var http = new HttpClient { BaseAddress = server.Server.Address };
        using var json = new StringContent("""{"input": "Hola."}""", System.Text.Encoding.UTF8, "application/json");
        using var refused = await http.PostAsync(new Uri("/v1/audio/speech", UriKind.Relative), json, TestClient.EventTimeout());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await first.SendAsync("audio-stop");
        await first.UpToAsync("transcript-stop");
        await using var third = await server.ConnectAsync();
        await third.SendAsync("synthesize", new { text = "Hola." });
        await third.UpToAsync("audio-stop");
    }

    [Fact]
    public async Task What_a_stage_cannot_take_at_once_waits()
    {
        await using var server = await WyomingServer.StartAsync("--LocalVoice:Http:MaxTranscriptions=1");
        server.Engines.Recognizer.FinalHold.Engage();
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();
        await first.SendAudioAsync(Wav.Speech(1));
        await server.Engines.Recognizer.FinalDecodes.ReachesAsync(1);
        await second.SendAudioAsync(Wav.Speech(1));
        await second.ExpectAsync("voice-started");
        await second.ExpectAsync("voice-stopped");

        Assert.Equal(1, server.Engines.Recognizer.FinalDecodes.Count);
        server.Engines.Recognizer.FinalHold.Release();
        await first.UpToAsync("transcript-stop");
        await second.UpToAsync("transcript-stop");
    }

    [Fact]
    public async Task Too_many_connections_are_told_so()
    {
        await using var server = await WyomingServer.StartAsync("--LocalVoice:Wyoming:MaxConnections=1");
        await using var first = await server.ConnectAsync();
        await first.SendAsync("audio-start", WyomingPeer.Format());
        await first.SendAsync("ping");
        await first.ExpectAsync("pong");

        await using var second = await server.ConnectAsync();

        Assert.Equal("server_busy", await second.RefusalAsync());
        await first.SendAsync("ping");
        await first.ExpectAsync("pong");
    }

    [Fact]
    public async Task A_connection_without_a_request_gives_way_to_the_next()
    {
        await using var server = await WyomingServer.StartAsync("--LocalVoice:Wyoming:MaxConnections=2");
        await using var silent = await server.ConnectAsync();
        await using var idle = await server.ConnectAsync();
        await idle.SendAsync("ping");
        await idle.ExpectAsync("pong");

        await using var third = await server.ConnectAsync();
        await third.SendAsync("synthesize", new { text = "Hola." });

        await third.UpToAsync("audio-stop");
        Assert.Null(await silent.NextAsync());
        await idle.SendAsync("ping");
        await idle.ExpectAsync("pong");
    }

    [Fact]
    public async Task A_client_that_sends_no_audio_for_too_long_leaves_its_place()
    {
        await using var server = await WyomingServer.StartAsync(
            "--LocalVoice:Http:ReceiveTimeout=00:00:01",
            "--LocalVoice:Http:MaxRequests=1"
        );
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("audio-start", WyomingPeer.Format());

        Assert.Equal("idle_timeout", await peer.RefusalAsync());
        await using var next = await server.ConnectAsync();
        await next.SendAsync("synthesize", new { text = "Hola." });
        await next.UpToAsync("audio-stop");
    }

    [Fact]
    public async Task A_speech_that_nobody_takes_leaves_its_slot()
    {
        await using var server = await WyomingServer.StartAsync(
            "--LocalVoice:Http:SendTimeout=00:00:01",
            "--LocalVoice:Http:MaxSpeech=1",
            "--LocalVoice:Http:MaxRequests=2"
        );
        await using var peer = await server.ConnectAsync(receiveBytes: 4096);
        await peer.SendAsync("synthesize", new { text = string.Concat(Enumerable.Repeat("One more sentence to say. ", 1000)) });
        await server.Engines.Synthesizer.Begun.ReachesAsync(1);

        // It waits for the slot of each clause.
        await using var next = await server.ConnectAsync();
        await next.SendAsync("synthesize", new { text = "Hola." });

        await next.UpToAsync("audio-stop");
    }

    [Fact]
    public async Task A_client_from_a_network_that_is_not_allowed_gets_nothing()
    {
        if (OwnAddress() is not { } own)
        {
            Assert.Skip("This machine has no address but loopback.");
            return;
        }

        await using var server = await WyomingServer.StartAsync(
            "--LocalVoice:Wyoming:Address=0.0.0.0",
            "--LocalVoice:Wyoming:AllowedNetworks:0=203.0.113.77"
        );
        var port = server.Address.Port;
        await using var foreign = await WyomingPeer.ConnectAsync(new(own, port));
        await using var local = await WyomingPeer.ConnectAsync(new(IPAddress.Loopback, port));

        Assert.Null(await foreign.NextAsync());
        await local.SendAsync("ping");
        await local.ExpectAsync("pong");
        Assert.Contains(server.Server.Log.Warnings, line => line.Contains("no keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_stops_finishes_what_it_serves_and_begins_nothing()
    {
        await using var server = await WyomingServer.StartAsync();
        server.Engines.Recognizer.Finals.Then("To the end.");
        server.Engines.Recognizer.FinalHold.Engage();
        await using var peer = await server.ConnectAsync();
        await using var idle = await server.ConnectAsync();
        await peer.SendAudioAsync(Wav.Speech(1));
        await server.Engines.Recognizer.FinalDecodes.ReachesAsync(1);

        var stopping = server.Server.StopAsync();
        Assert.Equal("server_shutting_down", await RefusedAsync(server));
        server.Engines.Recognizer.FinalHold.Release();

        Assert.Equal("To the end.", (await peer.UpToAsync("transcript"))[^1].Text("text"));
        await stopping;
        Assert.Null(await idle.NextAsync());
    }

    [Fact]
    public async Task An_address_in_use_stops_the_start_and_is_named()
    {
        await using var server = await WyomingServer.StartAsync();
        var port = server.Address.Port;

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningServer.StartAsync("--LocalVoice:Wyoming:Enabled=true", $"--LocalVoice:Wyoming:Port={port}")
        );

        Assert.Contains($"127.0.0.1:{port} (LocalVoice:Wyoming:Address, Port)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unless_it_is_enabled_nothing_listens()
    {
        await using var server = await WyomingServer.StartAsync("--LocalVoice:Wyoming:Enabled=false");

        Assert.Null(server.Address);
    }

    /// <summary>The stop begins beside the test: what comes before is served.</summary>
    private static async Task<string?> RefusedAsync(WyomingServer server)
    {
        while (true)
        {
            await using var peer = await server.ConnectAsync();
            await peer.SendAsync("synthesize", new { text = "…" });
            if (await peer.NextAsync() is { Type: "error" } error)
            {
                return error.Text("code");
            }
        }
    }

    private static IPAddress? OwnAddress() =>
        System
            .Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus == System.Net.NetworkInformation.OperationalStatus.Up)
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
