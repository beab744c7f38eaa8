using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Speech;

/// <summary>Speech to text. One per process; every utterance has a stream of its own.</summary>
public interface IStreamingRecognizer : IEngine
{
    /// <summary>
    /// Share of the speaker's pauses after a full stop or the like of this recogniser's at which the speaker has finished, 0…1: some
    /// write one after every fragment. 0.5 unless it was measured.
    /// </summary>
    double MarkTrust => 0.5;

    /// <summary>Codes of the languages that it knows; empty when it does not tell.</summary>
    IReadOnlyList<string> Languages => [];

    /// <summary>Opens a stream for one utterance; costs little until audio is appended. The caller disposes it.</summary>
    /// <exception cref="EngineException">The model does not support the language.</exception>
    IRecognitionStream OpenStream(RecognitionOptions options);
}

/// <summary>The recognition settings of an utterance.</summary>
/// <param name="Language">Language code; <c>auto</c> detects it.</param>
/// <param name="Vocabulary">Names and terms that bias recognition; may be empty.</param>
public sealed record RecognitionOptions(string Language, IReadOnlyList<string> Vocabulary)
{
    /// <summary>Streams of the same speaker take their turns at the engine as one; null: each for itself.</summary>
    public object? Speaker { get; init; }

    /// <summary>Of the utterance's requests; for the one who asks.</summary>
    public BackendReport Report { get; init; } = new();

    public static RecognitionOptions For(string language) => new(language, []);
}

/// <summary>
/// One utterance. <see cref="Append"/> and the two decodes may be called from different threads; a decode reads the audio
/// appended before it began. A decode returns at once, however long the utterance is: what takes time runs beside its caller.
/// </summary>
public interface IRecognitionStream : IAsyncDisposable
{
    /// <summary>Appends audio: 16 kHz mono, −1…1. Copied; never blocks.</summary>
    void Append(ReadOnlySpan<float> samples);

    /// <summary>
    /// The user may be finished: at the end of the audio is no voice. An engine may decode ahead; a decode of all but the silence
    /// may be the final. Never blocks.
    /// </summary>
    /// <param name="silence">How long it has been, from zero.</param>
    void Pauses(TimeSpan silence) { }

    /// <summary>The user goes on: a decode that was cancelled, or is about to be, may still serve the rest. Never blocks.</summary>
    void Resumes() { }

    /// <summary>
    /// Decodes the utterance so far while the user speaks, or in a pause. Null when the engine has more urgent work, when a newer
    /// decode replaced this one, or when there is no new text.
    /// </summary>
    ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="DecodeInterimAsync(CancellationToken)"/>; an urgent one, which decides whether the agent goes on speaking, comes
    /// before what nobody waits for, as a final does. A wish: engines that compute elsewhere need not tell them apart.
    /// </summary>
    ValueTask<InterimTranscript?> DecodeInterimAsync(bool urgent, CancellationToken cancellationToken) =>
        DecodeInterimAsync(cancellationToken);

    /// <summary>
    /// Decodes the whole utterance so far, before any interim. More audio may be appended afterwards and the
    /// utterance decoded again. Finals of one stream run one after another, in order. Without intelligible speech the
    /// transcript is empty.
    /// </summary>
    /// <exception cref="EngineException">The backend failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the engine stops within one step.</exception>
    ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken);

    /// <summary>The turn has ended: its newest final, running or waiting, now precedes those of turns that may go on.</summary>
    void Decide();
}
