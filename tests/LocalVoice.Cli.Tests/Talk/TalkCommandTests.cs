using System.Text.Json;
using LocalVoice.Cli.Talk;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Cli.Tests.Talk;

public sealed class TalkCommandTests
{
    [Theory]
    [InlineData("localvoice")]
    [InlineData("realtime")]
    public async Task Json_is_one_document_with_what_was_heard_and_answered(string framing)
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = Question();

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url, "--framing", framing, "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(0, run.Code);
        Assert.Equal("hola", document.RootElement.GetProperty("heard").GetString());
        Assert.Equal("Hola, ¿en qué puedo ayudarte?", document.RootElement.GetProperty("answered").GetString());
        Assert.Equal(200, document.RootElement.GetProperty("answer_ms").GetDouble());
        Assert.InRange(document.RootElement.GetProperty("v2v_ms").GetDouble(), 50, 2000);
    }

    [Fact]
    public async Task Stage_shares_add_up_to_voice_to_voice()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = Question();

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url, "--json");

        using var document = JsonDocument.Parse(run.Output);
        var shares = document.RootElement.GetProperty("stages").EnumerateObject().Sum(stage => stage.Value.GetDouble());
        Assert.Equal(document.RootElement.GetProperty("v2v_ms").GetDouble(), shares, tolerance: 0.01);
    }

    [Fact]
    public async Task Answer_is_written_as_wav()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = Question();
        using var answer = new TemporaryFile("wav");

        await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url, "--out", answer.Path);

        var recording = WaveFile.Load(answer.Path);
        Assert.Equal((24_000, 4_800), (recording.SampleRateHz, recording.Samples.Length));
    }

    [Fact]
    public async Task Session_asks_for_the_language()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = Question();

        await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url, "--lang", "ca");

        Assert.Contains("\"language\":\"ca\"", server.Received[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_tells_how_far_it_has_played()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = Question();

        await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url);

        Assert.Contains(server.Received, json => json.Contains("localvoice.playback.position", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_of_the_server_is_sent_and_a_missing_one_is_asked_for()
    {
        await using var server = await FakeRealtimeServer.StartAsync(key: "lv_right");
        using var question = Question();
        string[] arguments = ["--wav", question.Path, "--url", server.Url];

        var admitted = await CliRun.OfAsync(TalkCommand.Create(), [.. arguments, "--key", "lv_right"]);
        var wrong = await CliRun.OfAsync(TalkCommand.Create(), [.. arguments, "--key", "lv_wrong"]);
        var missing = await CliRun.OfAsync(TalkCommand.Create(), arguments);

        Assert.Equal(0, admitted.Code);
        foreach (var refused in (CliRun[])[wrong, missing])
        {
            Assert.Equal((int)ExitCode.Failed, refused.Code);
            Assert.Contains("--key or in LOCALVOICE_KEY", refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("lv_", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Missing_file_is_bad_input_and_is_named()
    {
        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", "/nowhere/a.wav", "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("/nowhere/a.wav", run.Error, StringComparison.Ordinal);
        Assert.Contains("/nowhere/a.wav", document.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_unavailable()
    {
        using var question = Question();

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", "http://127.0.0.1:1");

        Assert.Equal((int)ExitCode.Unavailable, run.Code);
        Assert.Contains("127.0.0.1:1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_closes_at_once_is_unavailable_and_its_reason_told()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: ClosingServer.Closes("No calls today."));
        using var question = Question();

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url);

        Assert.Equal(
            ((int)ExitCode.Unavailable, "The server ended the connection: No calls today. Its log tells why.\n"),
            (run.Code, run.Error)
        );
    }

    [Fact]
    public async Task Server_that_is_lost_at_once_is_unavailable()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: ClosingServer.Resets);
        using var question = Question();

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url);

        Assert.Equal((int)ExitCode.Unavailable, run.Code);
        Assert.StartsWith("The server ended the connection", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_that_goes_on_after_the_answer_began_has_no_waterfall_and_says_so()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = new TemporaryFile("wav");
        var word = Tones.Between(20, 200, 1500).Samples.ToArray();
        WaveFile.Save(question.Path, new Recording((short[])[.. word, .. word], 16_000));
        string[] arguments = ["--wav", question.Path, "--url", server.Url];

        var told = await CliRun.OfAsync(TalkCommand.Create(), arguments);
        var json = await CliRun.OfAsync(TalkCommand.Create(), [.. arguments, "--json"]);

        Assert.Equal((0, 0), (told.Code, json.Code));
        Assert.Contains("ms before the recording's last sound", told.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.True(document.RootElement.GetProperty("v2v_ms").GetDouble() < 0);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("stages").ValueKind);
    }

    [Fact]
    public async Task Truncated_recording_is_told_and_used()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        using var question = Question();
        var whole = await File.ReadAllBytesAsync(question.Path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(question.Path, whole[..^1000], TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(TalkCommand.Create(), "--wav", question.Path, "--url", server.Url);

        Assert.Equal(0, run.Code);
        Assert.Contains("is truncated: of 0.3 s that its header promises 0.3 s are there", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_say_is_bad_input()
    {
        var run = await CliRun.OfAsync(TalkCommand.Create());

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("--wav", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_option_is_bad_input()
    {
        var run = await CliRun.OfAsync(TalkCommand.Create(), "--loud");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
    }

    private static TemporaryFile Question()
    {
        var file = new TemporaryFile("wav");
        WaveFile.Save(file.Path, Tones.Between(20, 200, 100));
        return file;
    }
}
