using System.Diagnostics;
using System.Text.Json;
using LocalVoice.Testing.Files;

namespace LocalVoice.EndToEnd.Tests.RealModels;

/// <summary>The models that people use, where the shared folder has them.</summary>
public sealed class RealModelTests
{
    private static readonly string[] Needed =
    [
        "real-models/ggml-base-q8_0.bin",
        "real-models/SmolLM2-135M-Instruct-Q4_0.gguf",
        "real-models/en_US-joe-medium.onnx",
        "real-models/smart-turn-v3.2-cpu.onnx",
        "audio/joe/index.jsonl",
    ];

    [Fact]
    public async Task Recordings_are_heard_and_answered()
    {
        SkipWithoutModels();

        var (code, output) = await RunAsync(null, "selftest", "--models", "real", "--json");

        Assert.True(code == 0, output);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(3, json.RootElement.GetProperty("turns").GetArrayLength());
    }

    [Fact]
    public async Task Without_them_the_self_test_names_the_folder_that_it_looked_in()
    {
        using var empty = new TemporaryFolder();

        var (code, output) = await RunAsync(empty.Path, "selftest", "--models", "real");

        Assert.Equal(3, code);
        Assert.Contains(Path.Combine(empty.Path, "real-models"), output, StringComparison.Ordinal);
    }

    private static void SkipWithoutModels()
    {
        foreach (var file in Needed)
        {
            Assert.SkipWhen(Repository.Shared(file) is null, $"The shared folder has no {file}.");
        }
    }

    /// <param name="shared">Another shared folder; null for the usual one.</param>
    /// <returns>Exit code, and standard output or, where that is empty, standard error.</returns>
    private static async Task<(int Code, string Output)> RunAsync(string? shared, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [RealProgram.FilePath, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (shared is not null)
        {
            start.Environment["LOCALVOICE_SHARED"] = shared;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output is { Length: > 0 } written ? written : await error);
    }
}
