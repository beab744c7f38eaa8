using System.Text.Json;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Cli.Tests.Bench.Clips;

public sealed class ClipBenchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clips_of_a_folder_are_played_to_any_realtime_server_and_told_as_json()
    {
        WaveFile.Save(_folder.File("a.wav"), Tones.Between(0, 60, 0, rateHz: 22_050));
        await File.WriteAllTextAsync(
            _folder.File("index.jsonl"),
            """{"file":"a.wav","lang":"en","text":"Hola amigo."}""",
            TestContext.Current.CancellationToken
        );
        await using var server = await FakeRealtimeServer.StartAsync(extensions: false);
        var json = _folder.File("figures.json");

        var run = await CliRun.OfAsync(BenchCommand.Create(), "--wav", _folder.Path, "--url", server.Url, "--json", json);

        Assert.True(run.Code == 0, run.Output + run.Error);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        var clip = document.RootElement.GetProperty("clips")[0];
        Assert.True(clip.GetProperty("v2v_ms").GetDouble() > 0);
        Assert.Equal(0.5, clip.GetProperty("wer").GetDouble());
        Assert.Equal(JsonValueKind.Null, clip.GetProperty("ready_ms").ValueKind);
        Assert.Equal(JsonValueKind.Null, clip.GetProperty("lone_decode_ms").ValueKind);
    }

    [Fact]
    public async Task An_unanswered_clip_makes_the_bench_fail_and_a_missing_folder_is_bad_input()
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "--wav", _folder.File("nowhere"), "--url", "http://127.0.0.1:1");
        Assert.Equal((int)ExitCode.BadInput, run.Code);

        WaveFile.Save(_folder.File("a.wav"), Tones.Between(0, 60, 0));
        run = await CliRun.OfAsync(BenchCommand.Create(), "--wav", _folder.Path, "--url", "http://127.0.0.1:1");
        Assert.Equal((int)ExitCode.Failed, run.Code);
    }
}
