using LocalVoice.Engines.Piper.Phonemes.Isolation;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Engines.Piper.Tests.Phonemes.Isolation;

/// <summary>The phonemizer as a process of these tests' own program.</summary>
internal static class OwnProcess
{
    public static PhonemizerCommand Command { get; } = new("dotnet", [typeof(OwnProcess).Assembly.Location, "phonemizer"]);

    /// <summary>Skips the test where espeak-ng is missing.</summary>
    public static IsolatedPhonemizer Start(Action<PhonemizerProcess>? started = null)
    {
        Espeak.SkipIfMissing();
        return new(
            () =>
            {
                var process = PhonemizerProcess.Start(Command, NullLogger.Instance);
                started?.Invoke(process);
                return process;
            },
            TimeProvider.System,
            NullLogger.Instance
        );
    }
}
