using LocalVoice.Engines;

namespace LocalVoice.Speech;

/// <summary>Tells from the sound of an utterance whether its speaker has finished. Shared by all sessions; thread-safe.</summary>
public interface ITurnEndModel : IEngine
{
    /// <summary>Length of the most recent audio that it looks at.</summary>
    TimeSpan Window { get; }

    /// <param name="samples">The utterance up to the pause, at 16 kHz, −1…1; of a longer one its last <see cref="Window"/>.</param>
    /// <returns>Probability that the speaker has finished, 0…1.</returns>
    /// <exception cref="EngineException">The model failed.</exception>
    ValueTask<double> ProbabilityAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken);
}
