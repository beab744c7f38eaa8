using LocalVoice.Engines.Whisper.Tests.Fakes;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Whisper.Tests;

/// <summary>The engine with the starter model, loaded once for a class of tests.</summary>
public sealed class StarterRecognizer : IDisposable
{
    internal FixedComputeBudget Budget { get; } = new(2);

    public WhisperRecognizer Recognizer { get; }

    // One thread a decode: with more, native threads that spin on a busy machine make the tests slow.
    public StarterRecognizer() => Recognizer = Create(new() { ModelPath = Model, Threads = 1 }, Budget);

    public static string Model => Repository.StarterModel("starter-stt.bin");

    internal static WhisperRecognizer Create(WhisperOptions options, FixedComputeBudget budget) =>
        new(options, budget, TimeProvider.System, NullLogger<WhisperRecognizer>.Instance);

    public void Dispose() => Recognizer.Dispose();
}
