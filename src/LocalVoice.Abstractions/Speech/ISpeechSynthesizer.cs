using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Speech;

/// <summary>Text to speech. One per process, shared by all sessions.</summary>
public interface ISpeechSynthesizer : IEngine
{
    /// <summary>Sample rate of every chunk, in Hz.</summary>
    int SampleRateHz { get; }

    /// <summary>Voice names; the first is the default.</summary>
    IReadOnlyList<string> Voices { get; }

    /// <summary>Codes of the languages that the voices are made for, in the order of the voices; empty when it does not tell.</summary>
    IReadOnlyList<string> Languages => [];

    /// <summary>Codes of the languages that one voice is made for; empty when it does not tell.</summary>
    /// <param name="voice">One of <see cref="Voices"/>.</param>
    IReadOnlyList<string> LanguagesOf(string voice) => Languages;

    /// <summary>
    /// Synthesises one clause; chunks are returned as they are ready. Leading silence is trimmed to ≤ 10 ms. Text
    /// without anything to pronounce gives no chunk.
    /// </summary>
    /// <exception cref="EngineException">The voice or language is unknown, or the backend failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the engine stops within one chunk.</exception>
    IAsyncEnumerable<SpeechChunk> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken);
}

/// <summary>One clause to synthesise.</summary>
/// <param name="Text">Plain text in <paramref name="Language"/>, already normalised for speech.</param>
/// <param name="Language">Language code (<c>es</c>, <c>ca</c>, <c>ca-valencia</c>, <c>en</c> …).</param>
/// <param name="Voice">A name of <see cref="ISpeechSynthesizer.Voices"/>, or null for the default. Unknown names use the default.</param>
/// <param name="Speed">1 is normal; 0.25…4.</param>
public sealed record SynthesisRequest(string Text, string Language, string? Voice = null, double Speed = 1)
{
    /// <summary>Whether the turn is undecided: decided turns are served first.</summary>
    public bool Speculative { get; init; }

    /// <summary>Whether nothing of the response was said before: somebody waits for its first audio.</summary>
    public bool First { get; init; }

    /// <summary>Time until the client has played nearly all that it was given of the response; zero or less: it has.</summary>
    public Func<TimeSpan> UntilNeeded { get; init; } = () => TimeSpan.Zero;

    /// <summary>Of this request; several clauses may share one.</summary>
    public BackendReport Report { get; init; } = new();
}

/// <summary>A part of the synthesised audio.</summary>
/// <param name="Samples">Mono, −1…1. Owned by the receiver.</param>
public readonly record struct SpeechChunk(ReadOnlyMemory<float> Samples);
