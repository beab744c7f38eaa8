using System.Text.Json;
using LocalVoice.Cli.Talk;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Cli.Tests.Talk.Sound;

/// <summary>Changes the process's PATH, so these tests run alone.</summary>
[Collection(nameof(TalkSoundTests))]
[CollectionDefinition(nameof(TalkSoundTests), DisableParallelization = true)]
public sealed class TalkSoundTests
{
    // What the server of these tests answers: 200 ms at 24 kHz.
    private const int AnswerBytes = 9600;

    public TalkSoundTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the programs of these tests are shell scripts");

    [Theory]
    [InlineData("aplay", AnswerBytes, "-q -t raw -f S16_LE -c 1 -r 24000 -")]
    [InlineData("ffplay", AnswerBytes + 44, "-nodisp -autoexit")]
    public async Task Answer_is_played_through_the_player_that_there_is(string player, int bytes, string arguments)
    {
        using var sound = new FakeSound(alone: true);
        sound.AddPlayer(player);

        var run = await SayAsync("--play");

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(bytes, sound.Played.Length);
        Assert.StartsWith(arguments, sound.Arguments(player), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_player_that_reads_files_only_gets_one()
    {
        using var sound = new FakeSound(alone: true);
        sound.AddFilePlayer("afplay");

        var run = await SayAsync("--play");

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(AnswerBytes + 44, sound.Played.Length);
        Assert.False(File.Exists(sound.Arguments("afplay").Trim()));
    }

    [Fact]
    public async Task Without_a_player_the_way_to_one_is_told_before_anything_is_said()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var sound = new FakeSound(alone: true);

        var run = await SayAsync(server, "--play");

        Assert.Equal((int)ExitCode.Unavailable, run.Code);
        Assert.Contains("none of aplay, ffplay, afplay", run.Error, StringComparison.Ordinal);
        Assert.Contains("apt install alsa-utils", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_player_that_fails_is_told_with_its_complaint_and_the_turn_is_reported()
    {
        using var sound = new FakeSound();
        sound.AddFailing("aplay", "no such device");

        var run = await SayAsync("--play");

        Assert.Equal((int)ExitCode.Unavailable, run.Code);
        Assert.Contains("aplay ended with code 1: no such device", run.Error, StringComparison.Ordinal);
        Assert.Contains("hola", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arecord", "-D hw:1 -t raw -f S16_LE -c 1 -r 16000 -")]
    [InlineData("ffmpeg", "-i hw:1 -ac 1 -ar 16000 -f s16le pipe:1")]
    public async Task Microphone_is_a_conversation_that_ends_with_the_recorder(string recorder, string arguments)
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var sound = new FakeSound(alone: true);
        sound.AddPlayer("aplay");
        sound.AddRecorder(recorder, Tones.Between(20, 200, 100));

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--mic", "--mic-device", "hw:1", "--url", server.Url, "--json");

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var turn = Assert.Single(document.RootElement.GetProperty("turns").EnumerateArray());
        Assert.Equal("hola", turn.GetProperty("heard").GetString());
        Assert.Equal("Hola, ¿en qué puedo ayudarte?", turn.GetProperty("answered").GetString());
        Assert.Equal(AnswerBytes, sound.Played.Length);
        Assert.Contains(arguments, sound.Arguments(recorder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorder_that_fails_is_told_with_its_complaint()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var sound = new FakeSound();
        sound.AddPlayer("aplay");
        sound.AddFailing("arecord", "no microphone");

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--mic", "--url", server.Url);

        Assert.Equal((int)ExitCode.Unavailable, run.Code);
        Assert.Contains("arecord ended with code 1: no microphone", run.Error, StringComparison.Ordinal);
    }

    private static async Task<CliRun> SayAsync(params string[] arguments)
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        return await SayAsync(server, arguments);
    }

    private static async Task<CliRun> SayAsync(FakeRealtimeServer server, params string[] arguments)
    {
        using var question = new TemporaryFile("wav");
        WaveFile.Save(question.Path, Tones.Between(20, 200, 100));
        return await CliRun.OfAsync(TalkCommand.Create(), ["--wav", question.Path, "--url", server.Url, .. arguments]);
    }
}
