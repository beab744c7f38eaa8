using System.Diagnostics;
using LocalVoice.Cli.Models.Loading;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Cli.Tests.Models.Loading;

public sealed class LoadTrialTests
{
    private static readonly LoadSubject Model = new("stt", "model.bin", IsPath: true);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("kill -ABRT $$", "crashes the stt engine (exit code 134, signal SIGABRT)")]
    [InlineData("kill -SEGV $$", "crashes the stt engine (exit code 139, signal SIGSEGV)")]
    [InlineData("exit 9", "ends the stt engine with exit code 9")]
    [InlineData("echo 'It is no model.' >&2; exit 3", "model.bin cannot be loaded: It is no model.")]
    public async Task A_child_that_dies_is_told_in_one_sentence(string script, string expected)
    {
        var problem = await Trial(script).RunAsync(Model, TestContext.Current.CancellationToken);

        Assert.StartsWith("model.bin ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_that_ends_well_has_no_problem() =>
        Assert.Null(await Trial("echo much; exit 0").RunAsync(Model, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_child_that_hangs_is_killed_when_its_time_is_over()
    {
        using var pipe = NamedPipe.TryCreate();
        Assert.SkipWhen(pipe is null, "this system has no named pipes");
        var running = Trial($"cat {pipe.Path}").RunAsync(Model, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Contains("was not loaded within 60 s", await running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_model_is_told_by_its_own_reason_and_a_sound_one_loads()
    {
        using var broken = new TemporaryFile("bin");
        var whole = await File.ReadAllBytesAsync(Repository.StarterModel("starter-stt.bin"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(broken.Path, whole[..10_000], TestContext.Current.CancellationToken);
        var trial = new LoadTrial(LoadTrial.OwnChild, TimeProvider.System, TimeSpan.FromMinutes(5));

        var problem = await trial.RunAsync(LoadSubject.OfFile(broken.Path), TestContext.Current.CancellationToken);
        var none = await trial.RunAsync(
            LoadSubject.OfFile(Repository.StarterModel("starter-stt.bin")),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("is broken or not whole", problem, StringComparison.Ordinal);
        Assert.Null(none);
    }

    [Theory]
    [InlineData("starter-stt.bin", "stt")]
    [InlineData("starter-chat.gguf", "llm")]
    [InlineData("starter-voice.onnx", "tts")]
    public void A_file_is_tried_by_the_engine_that_it_is_for(string file, string stage) =>
        Assert.Equal(stage, LoadSubject.OfFile(Repository.StarterModel(file)).Stage);

    private LoadTrial Trial(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the children of these tests are shell scripts");
        return new LoadTrial(
            _ => new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true },
            _time,
            TimeSpan.FromSeconds(60)
        );
    }
}
