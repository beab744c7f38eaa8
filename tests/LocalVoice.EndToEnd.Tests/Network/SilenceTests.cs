using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Network;

/// <summary>Nothing leaves: whole conversations, start and stop included, in a network that notices every word to the outside.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task Conversations_in_three_languages_look_up_no_name_and_reach_no_address_but_our_own()
    {
        Assert.SkipWhen(LoopbackNamespace.Missing is not null, LoopbackNamespace.Missing ?? "");
        using var home = new TemporaryFolder();
        using var network = new LoopbackNamespace();

        var (run, trace) = await TraceAsync(network, home, "dotnet", RealProgram.FilePath, "selftest", "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("\"ok\": true", run.Output, StringComparison.Ordinal);
        Assert.Contains(trace, line => line.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.Empty(NetworkTrace.Foreign(trace));
        Assert.Empty(network.LookedUp);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path, "*Microsoft*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_proof_of_the_air_gap_tries_to_leave_and_reaches_nobody()
    {
        Assert.SkipWhen(LoopbackNamespace.Missing is not null, LoopbackNamespace.Missing ?? "");
        using var home = new TemporaryFolder();
        using var network = new LoopbackNamespace();

        var (run, trace) = await TraceAsync(network, home, "dotnet", RealProgram.FilePath, "doctor", "--airgap");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("Leaving for https://api.openai.com/v1/models: The air gap forbids", run.Output, StringComparison.Ordinal);
        Assert.Contains("The air gap holds.", run.Output, StringComparison.Ordinal);
        Assert.Empty(NetworkTrace.Foreign(trace));
        Assert.Empty(network.LookedUp);
    }

    [Fact]
    public async Task A_look_up_would_be_noticed()
    {
        Assert.SkipWhen(LoopbackNamespace.Missing is not null, LoopbackNamespace.Missing ?? "");
        using var home = new TemporaryFolder();
        using var network = new LoopbackNamespace();

        var (_, trace) = await TraceAsync(network, home, "getent", "ahostsv4", "telemetry.example");

        Assert.Contains("telemetry.example", network.LookedUp);
        Assert.NotEmpty(NetworkTrace.Foreign(trace));
    }

    [Fact]
    public async Task A_connection_to_the_outside_would_be_noticed()
    {
        Assert.SkipWhen(LoopbackNamespace.Missing is not null, LoopbackNamespace.Missing ?? "");
        using var home = new TemporaryFolder();
        using var network = new LoopbackNamespace();

        var (_, trace) = await TraceAsync(network, home, "bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/443");

        Assert.Contains(NetworkTrace.Foreign(trace), line => line.Contains("192.0.2.1", StringComparison.Ordinal));
    }

    private static async Task<(ProgramRun Run, string[] Trace)> TraceAsync(
        LoopbackNamespace network,
        TemporaryFolder home,
        params string[] command
    )
    {
        var file = Path.GetTempFileName();
        try
        {
            string[] trace = ["-f", "-qq", "-e", "trace=network", "-o", file];
            var run = await network.RunAsync("strace", [.. trace, "env", $"HOME={home.Path}", "XDG_CACHE_HOME=", .. command]);
            return (run, await File.ReadAllLinesAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
