using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Talk;

public sealed class InterruptedTalkTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Ctrl_C_with_a_server_of_its_own_is_a_cancellation()
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        string[] arguments = ["--wav", SpokenSamples.CapitalOfItaly.FilePath, "--events", "--json"];
        using var talk = Process.Start(Interruptible(ThisProgram.Start("talk", arguments)))!;
        var output = talk.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The first event: the user is heard, and no answer has come yet.
        var first = await talk.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Soon);
        var rest = talk.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-INT", talk.Id.ToString(CultureInfo.InvariantCulture)]);
        await talk.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Soon);

        Assert.NotNull(first);
        Assert.Equal((int)ExitCode.Cancelled, talk.ExitCode);
        Assert.DoesNotContain("The server ended", await rest, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(await output);
        Assert.Equal(130, document.RootElement.GetProperty("exit_code").GetInt32());
    }

    /// <summary>Whoever runs tests in the background has them ignore Ctrl+C, and all their programs.</summary>
    private static ProcessStartInfo Interruptible(ProcessStartInfo program)
    {
        program.ArgumentList.Insert(0, program.FileName);
        program.ArgumentList.Insert(0, "--default-signal=INT");
        program.FileName = "env";
        return program;
    }
}
