using System.Diagnostics;
using LocalVoice.Client.Audio;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.Samples;

/// <summary>The samples that the README shows, against a real server.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class SampleTests(RunningLocalVoice localVoice)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "samples");

    [Fact]
    public async Task The_one_in_CSharp_prints_the_answer()
    {
        var program = Path.Combine(Folder, "csharp", "bin", "Release", "net10.0", "talk.dll");

        Assert.Equal("La capital de Italia es Roma.", await AskAsync("dotnet", program));
    }

    [Fact]
    public async Task The_one_in_Python_prints_the_answer()
    {
        Assert.SkipUnless(await HasOpenAIAsync(), "python3 with the package openai[realtime] is not installed.");

        Assert.Equal("La capital de Italia es Roma.", await AskAsync("python3", Path.Combine(Folder, "python", "talk.py")));
    }

    private static async Task<bool> HasOpenAIAsync()
    {
        try
        {
            return (await RunAsync(new("python3", ["-c", "import openai, websockets"]))).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private async Task<string> AskAsync(string program, string sample)
    {
        using var question = new TemporaryFile("wav");
        WaveFile.Save(question.Path, WaveFile.Load(SpokenSamples.CapitalOfItaly.FilePath).At(24_000));
        var start = new ProcessStartInfo(program, [sample, question.Path]);
        start.Environment["LOCALVOICE_URL"] = localVoice.Address.Root.ToString().TrimEnd('/');
        start.Environment["LOCALVOICE_KEY"] = localVoice.Address.Key;
        var (code, output, error) = await RunAsync(start);
        Assert.True(code == 0, error);
        return output.Trim();
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(ProcessStartInfo start)
    {
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience), process.StandardError.ReadToEndAsync(patience));
        await process.WaitForExitAsync(patience);
        return (process.ExitCode, await output, await error);
    }
}
