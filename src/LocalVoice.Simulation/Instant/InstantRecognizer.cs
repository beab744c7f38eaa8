using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Instant;

/// <summary>Takes every utterance for the same sentence, at once. Thread-safe.</summary>
public sealed class InstantRecognizer(InstantOptions script) : IStreamingRecognizer
{
    public EngineInfo Info { get; } = InstantEngine.Info("stt", "script");

    public IRecognitionStream OpenStream(RecognitionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        script.RequireLanguage(options.Language);
        return new InstantRecognitionStream(script, options.Language);
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
