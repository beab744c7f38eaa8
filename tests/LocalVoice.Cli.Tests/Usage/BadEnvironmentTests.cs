using System.Diagnostics;

namespace LocalVoice.Cli.Tests.Usage;

/// <summary>Verbs with a server of their own, whose settings are wrong.</summary>
public sealed class BadEnvironmentTests
{
    [Theory]
    [InlineData("talk", "--wav", "@/tone.wav")]
    [InlineData("selftest")]
    [InlineData("doctor")]
    [InlineData("vad", "--wav", "@/tone.wav")]
    public async Task A_wrong_setting_is_one_sentence_and_no_stack_trace(string verb, params string[] arguments)
    {
        using var folder = new WrongFiles();
        var start = ThisProgram.Start(verb, arguments.Select(folder.In));
        start.Environment["LocalVoice__Engines__LoadTimeout"] = "01:00:00";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((int)ExitCode.BadInput, process.ExitCode);
        Assert.Equal("LocalVoice:Engines:LoadTimeout is '01:00:00'; it must be 00:00:01…00:30:00.\n", await error);
        Assert.Empty(await output);
    }
}
