using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using LocalVoice.Testing.Files;

namespace LocalVoice.Testing.Wyoming;

/// <summary>A client that the protocol's own Python package makes (<c>reference_peer.py</c>).</summary>
public static class ReferencePackage
{
    private static readonly Lazy<Task<string?>> Lacking = new(FindAsync);

    /// <summary>Why there is none here; null where there is.</summary>
    public static Task<string?> MissingAsync() => Lacking.Value;

    /// <param name="pcm">16 kHz; empty for none.</param>
    /// <param name="arguments">The verb and what it takes.</param>
    /// <returns>The events that came, as objects of <c>type</c> and <c>data</c>.</returns>
    /// <exception cref="InvalidDataException">The package did not read what came.</exception>
    public static async Task<IReadOnlyList<JsonElement>> TalkAsync(int port, byte[] pcm, params string[] arguments)
    {
        var script = Path.Combine(Repository.Root, "tests", "LocalVoice.Testing", "Wyoming", "reference_peer.py");
        var (code, output, error) = await RunAsync([script, $"{port}", .. arguments], pcm);
        return code == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)]
            : throw new InvalidDataException(error);
    }

    private static async Task<string?> FindAsync()
    {
        try
        {
            var (code, _, _) = await RunAsync(["-c", "import wyoming.client, wyoming.info"], []);
            return code == 0 ? null : "The Python package 'wyoming' is not installed: pip install wyoming.";
        }
        catch (Win32Exception)
        {
            return "There is no python3.";
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, byte[] input)
    {
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
        using var process = Process.Start(
            new ProcessStartInfo("python3", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience), process.StandardError.ReadToEndAsync(patience));
        await process.StandardInput.BaseStream.WriteAsync(input, patience);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience);
        return (process.ExitCode, await output, await error);
    }
}
