using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Hosting;

/// <summary>Sets an environment variable of the process, so these tests run alone.</summary>
[Collection(nameof(ServerOptionsTests))]
[CollectionDefinition(nameof(ServerOptionsTests), DisableParallelization = true)]
public sealed class ServerOptionsTests : IDisposable
{
    public ServerOptionsTests() => Environment.SetEnvironmentVariable(ServerOptions.KeyVariable, "lv_of_the_environment");

    public void Dispose() => Environment.SetEnvironmentVariable(ServerOptions.KeyVariable, null);

    [Theory]
    [InlineData("lv_of_the_environment")]
    [InlineData("lv_given", "--key", "lv_given")]
    public async Task Key_is_the_given_one_or_the_environments(string key, params string[] arguments)
    {
        var (run, got) = await KeyOfAsync(["--url", "http://localhost:1", .. arguments]);

        Assert.Equal((0, key), (run.Code, got));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("lv_ñ")]
    [InlineData("lv_\u007f")]
    public async Task Key_that_no_header_can_carry_is_bad_input_wherever_it_was_given(string key)
    {
        var (given, _) = await KeyOfAsync("--url", "http://localhost:1", "--key", key);
        Environment.SetEnvironmentVariable(ServerOptions.KeyVariable, key);
        var (ofTheEnvironment, _) = await KeyOfAsync("--url", "http://localhost:1");

        foreach (var run in (CliRun[])[given, ofTheEnvironment])
        {
            Assert.Equal((int)ExitCode.BadInput, run.Code);
            var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("keys are ASCII without control characters", line, StringComparison.Ordinal);
            Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Key_from_a_file_may_end_with_its_line()
    {
        var (run, got) = await KeyOfAsync("--url", "http://localhost:1", "--key", "lv_given\n");

        Assert.Equal((0, "lv_given"), (run.Code, got));
    }

    [Fact]
    public async Task Help_does_not_show_the_key()
    {
        var (run, _) = await KeyOfAsync("--help");

        Assert.Contains(ServerOptions.KeyVariable, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("lv_of_the_environment", run.Output, StringComparison.Ordinal);
    }

    private static async Task<(CliRun Run, string? Key)> KeyOfAsync(params string[] arguments)
    {
        string? key = null;
        var options = new ServerOptions();
        var verb = new Command("verb");
        options.AddTo(verb);
        verb.Runs(
            json: null as Option<bool>,
            async context =>
            {
                await using var server = await options.OpenAsync(context);
                key = server.Key;
                return ExitCode.Success;
            }
        );
        return (await CliRun.OfAsync(verb, arguments), key);
    }
}
