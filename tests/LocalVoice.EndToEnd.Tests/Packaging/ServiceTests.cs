using System.Globalization;
using System.Text.RegularExpressions;
using LocalVoice.EndToEnd.Tests.Documents;
using LocalVoice.Server.Configuration;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>The unit for systemd, with each of its drop-ins, and the container's file.</summary>
public sealed partial class ServiceTests
{
    // README: the time to drain, and this much more.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(10);

    public static TheoryData<string> DropIns => ["", "localvoice-air-gap.conf", "localvoice-gpu.conf"];

    [Theory]
    [MemberData(nameof(DropIns))]
    public async Task Systemd_understands_every_line(string dropIn)
    {
        using var folder = await UnitAsync(dropIn);

        var output = await Shell.RunAsync($"systemd-analyze verify '{folder.File("localvoice.service")}'");

        Assert.Equal("", output);
    }

    [Fact]
    public async Task What_is_no_setting_is_noticed()
    {
        using var folder = await UnitAsync("");
        await Shell.RunAsync($"sed -i 's/^NoNewPrivileges/NoNewPrivilege/' '{folder.File("localvoice.service")}'");

        var output = await Shell.RunAsync($"systemd-analyze verify '{folder.File("localvoice.service")}' || true");

        Assert.Contains("NoNewPrivilege", output, StringComparison.Ordinal);
    }

    /// <summary>systemd's own scale: 0 to 10, of which up to 2 is called OK; a service without any of it has 9.6.</summary>
    [Theory]
    [MemberData(nameof(DropIns))]
    public async Task It_is_as_hard_as_systemd_calls_ok(string dropIn)
    {
        using var folder = await UnitAsync(dropIn);

        await Shell.RunAsync($"systemd-analyze security --offline=true --no-pager --threshold=20 '{folder.File("localvoice.service")}'");
    }

    [Theory]
    [InlineData("localvoice.service")]
    [InlineData("compose.yaml")]
    public void Whoever_stops_it_gives_it_the_time_to_drain(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "scripts", "operations", file));

        var seconds = TimeToStop().Match(text).Groups[1].Value;

        Assert.Equal(new ConnectionOptions().DrainTimeout + Ending, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
    }

    /// <summary>In a folder of its own, with a program that exists.</summary>
    private static async Task<TemporaryFolder> UnitAsync(string dropIn)
    {
        var missing = await Shell.RunAsync("systemd-analyze security --help 2>/dev/null | grep -q offline || echo missing");
        Assert.SkipWhen(missing.Length > 0, "systemd-analyze of systemd 250 or later is not installed.");
        var folder = new TemporaryFolder();
        await Shell.RunAsync(
            $"""
            cd scripts/operations
            sed 's#^ExecStart=[^ ]*#ExecStart=/bin/true#' localvoice.service >'{folder.Path}/localvoice.service'
            mkdir '{folder.Path}/localvoice.service.d'
            [ -z '{dropIn}' ] || cp -- '{dropIn}' '{folder.Path}/localvoice.service.d/'
            """
        );
        return folder;
    }

    [GeneratedRegex(@"(?:TimeoutStopSec=|stop_grace_period: )(\d+)")]
    private static partial Regex TimeToStop();
}
