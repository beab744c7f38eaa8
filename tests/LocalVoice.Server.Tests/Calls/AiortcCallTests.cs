using System.Diagnostics;
using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>A client of its own kind: aiortc, over this machine's network.</summary>
public sealed class AiortcCallTests
{
    private const string Python = "/usr/bin/python3";

    private static string Script => Path.Combine(Repository.Root, "tests", "LocalVoice.EndToEnd.Tests", "Peers", "webrtc_peer.py");

    [Fact]
    public async Task A_client_whose_data_channels_are_those_of_the_drafts_has_its_events_and_hears_of_the_end()
    {
        Assert.SkipUnless(await HasAiortcAsync(), "aiortc is not installed: apt-get install python3-aiortc");
        await using var server = await RunningServer.StartAsync("--LocalVoice:WebRtc:Port", "0");
        using var client = Start(Script, "--url", new Uri(server.Address, "/v1/realtime/calls").ToString());
        try
        {
            await UntilAsync(client, line => IsEvent(line, "session.created"));
            await client.StandardInput.WriteLineAsync(
                """{"send":{"type":"session.update","session":{"type":"realtime","instructions":"Be kind."}}}"""
            );
            var updated = await UntilAsync(client, line => IsEvent(line, "session.updated"));
            Assert.Equal("Be kind.", updated.Text("event.session.instructions"));
            var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
            Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout()));

            // Its microphone is silent, and yet heard.
            Assert.NotEmpty(await session.Audio.ReadAsync(TestClient.EventTimeout()));
            session.Finish();
            await UntilAsync(client, line => line.TryGetProperty("closed", out _));
        }
        finally
        {
            client.Kill(entireProcessTree: true);
        }
    }

    private static async Task<bool> HasAiortcAsync()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var look = Start("-c", "import aiortc, av");
        await look.WaitForExitAsync(TestClient.EventTimeout());
        return look.ExitCode == 0;
    }

    private static bool IsEvent(JsonElement line, string type) => line.TryGetProperty("event", out var happened) && happened.Type() == type;

    /// <summary>Reads the client's lines to the first that is as wanted.</summary>
    private static async Task<JsonElement> UntilAsync(Process client, Func<JsonElement, bool> isWanted)
    {
        var lines = new List<string>();
        while (await client.StandardOutput.ReadLineAsync(TestClient.EventTimeout()) is { } line)
        {
            lines.Add(line);
            var read = JsonDocument.Parse(line).RootElement;
            Assert.SkipWhen(line.Contains("calls_unavailable", StringComparison.Ordinal), line);
            if (isWanted(read))
            {
                return read;
            }
        }

        Assert.Fail($"The client ended: {string.Join('\n', lines)}\n{await client.StandardError.ReadToEndAsync()}");
        return default;
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Python, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
