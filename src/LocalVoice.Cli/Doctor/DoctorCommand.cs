using System.CommandLine;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Server;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Outbound;
using LocalVoice.Server.Wyoming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace LocalVoice.Cli.Doctor;

/// <summary><c>doctor</c>: whether the configured server could serve, and what it could reach.</summary>
internal static class DoctorCommand
{
    private const string Local = "local";

    public static Command Create()
    {
        var stages = new StageFlags();
        var airGap = new Option<bool>("--airgap") { Description = "Proves, for an auditor, that nothing leaves this machine." };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var settings = SettingsArgument.Create();
        var command = new Command(
            "doctor",
            "Tells what is installed and what is missing; checks settings, keys, models and the backends on other machines."
        )
        {
            airGap,
            json,
            settings,
        };
        stages.AddTo(command);
        return command.Runs(
            json,
            context =>
            {
                string[] all = [.. stages.Settings(context), .. context.Get(settings)];
                return context.Get(airGap) ? AirGapProof.RunAsync(context, all) : CheckAsync(context, all);
            }
        );
    }

    private static async Task<ExitCode> CheckAsync(VerbContext context, string[] settings)
    {
        await using var server = VoiceServer.Build(settings, LocalComposition.Apply);
        server.Services.GetRequiredService<IStartupValidator>().Validate();
        var installed = Installed(context, server.Services);
        var models = DoctorModels.Read();
        context.WriteLines([.. models.Lines().Select(Printable.Line), "", "Who serves"]);
        var checks = new List<BackendCheck>();
        await foreach (var check in BackendCheck.AllAsync(server.Services, context.Cancellation))
        {
            checks.Add(check);
            Write(context.Console, check);
        }

        var airGap = AirGap.Of(server.Services);
        context.Console.WriteLine(Sentence(airGap));
        var wyoming = WyomingEndpoint.Describe(server.Services.GetRequiredService<IOptions<LocalVoiceOptions>>().Value.Wyoming);
        context.Console.WriteLine(wyoming);
        var ok = checks.TrueForAll(check => check.Failure is null) && !installed.Any(part => part.IsLacking);
        context.WriteJson(
            new DoctorDocument(ok, MachineInfo.Current(), installed, models, airGap, wyoming, [.. checks.Select(DoctorBackend.Of)])
        );
        return ok ? ExitCode.Success : ExitCode.Failed;
    }

    private static IReadOnlyList<InstalledPart> Installed(VerbContext context, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LocalVoiceOptions>>().Value;
        var localVoices = options.Profiles.Values.Any(profile => (profile.Stages.Tts ?? options.Stages.Tts) is null or Local);
        var installed = new InstalledParts(options.Http.Ffmpeg, localVoices).All();
        context.WriteLines([
            $"LocalVoice {ThisProgram.Version} on {MachineInfo.Current()}",
            "",
            "Installed",
            .. installed.SelectMany(part => part.Lines()).Select(Printable.Line),
            "",
        ]);
        return installed;
    }

    /// <summary>What may be reached, in words.</summary>
    public static string Sentence(AirGap airGap) =>
        airGap.Reachable.Count == 0
            ? "Air gap: closed. Beside loopback this server can reach nothing."
            : $"Air gap: {(airGap.Closed ? "closed, but for services on site" : "open")}. Beside loopback this server can reach "
                + $"{string.Join(", ", airGap.Reachable)}, and nothing else.";

    private static void Write(IAnsiConsole console, BackendCheck check)
    {
        var mark = check.Failure is null ? "[green]ok[/]  " : "[red]FAIL[/]";
        var where = check.Address is null ? "this machine" : check.Address;
        var trip = check.RoundTrip is { } roundTrip ? $", {roundTrip.TotalMilliseconds:0.0} ms" : "";
        console.MarkupLine($"{mark} {Markup.Escape($"{check.Stage}: {check.Name} ({check.Model}) at {where}{trip}")}");
        if (check.Failure is { } failure)
        {
            console.MarkupLineInterpolated($"        {Printable.Line(failure.ReplaceLineEndings(" "))}");
        }
    }
}

/// <summary>The document of <c>doctor --json</c>.</summary>
/// <param name="Ok">Whether every backend can serve, and nothing that is required is missing.</param>
/// <param name="Wyoming">Where the server listens for Home Assistant, and for whom, in a sentence.</param>
internal sealed record DoctorDocument(
    bool Ok,
    MachineInfo Machine,
    IReadOnlyList<InstalledPart> Installed,
    DoctorModels Models,
    AirGap AirGap,
    string Wyoming,
    IReadOnlyList<DoctorBackend> Backends
);

/// <summary>As <see cref="BackendCheck"/>, times in milliseconds.</summary>
internal sealed record DoctorBackend(string Stage, string Name, string Model, string? Address, double? RoundTripMs, string? Failure)
{
    public static DoctorBackend Of(BackendCheck check) =>
        new(check.Stage, check.Name, check.Model, check.Address, check.RoundTrip?.TotalMilliseconds, check.Failure);
}
