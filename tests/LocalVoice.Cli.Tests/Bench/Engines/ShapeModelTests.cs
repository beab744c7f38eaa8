using System.ComponentModel;
using System.Diagnostics;
using LocalVoice.Bench.Engines;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Compute;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Whisper;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Cli.Tests.Bench.Engines;

/// <summary>The generators of <c>scripts/shape-models</c>: what they write loads, and takes as long as a real answer does.</summary>
public sealed class ShapeModelTests
{
    [Fact]
    public async Task Language_model_of_random_weights_never_ends_by_chance()
    {
        using var file = new TemporaryFile("gguf");
        await GenerateAsync("gguf.py", "starter-chat.gguf", "tiny", file);
        using var chat = new LlamaChatClient(
            new LlamaOptions
            {
                ModelPath = file.Path,
                Greedy = true,
                StopRepetition = false,
            },
            new ComputeBudget(1, TimeProvider.System),
            TimeProvider.System,
            NullLogger<LlamaChatClient>.Instance
        );

        var answer = await TimedResponse.OfAsync(chat, "one", [new ChatMessage(ChatRole.User, "¿Hola?")], 40, TimeProvider.System, default);

        Assert.Equal(40, answer.OutputTokens);
        Assert.True(answer.FirstText < answer.End);
    }

    [Fact]
    public async Task Recogniser_of_random_weights_says_its_words_once()
    {
        using var file = new TemporaryFile("bin");
        await GenerateAsync("whisper_ggml.py", "starter-stt.bin", "toy", file);
        using var recognizer = new WhisperRecognizer(
            new WhisperOptions { ModelPath = file.Path },
            new ComputeBudget(1, TimeProvider.System),
            TimeProvider.System,
            NullLogger<WhisperRecognizer>.Instance
        );
        await using var stream = recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(WaveFile.Load(SpokenSamples.CapitalOfItaly.FilePath).At(16_000).ToFloats());

        var transcript = await stream.DecodeFinalAsync(default);

        Assert.Equal(16, transcript.Tokens.Count);
        Assert.True(transcript.MeanLogProbability > -0.1, transcript.Text);
    }

    private static async Task GenerateAsync(string script, string donor, string preset, TemporaryFile file)
    {
        var path = Path.Combine(Repository.Root, "scripts", "shape-models", script);
        using var python = Start("python3", path, "--donor", Repository.StarterModel(donor), "--preset", preset, "--out", file.Path);
        Assert.SkipWhen(python is null, "python3 is not installed");
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
