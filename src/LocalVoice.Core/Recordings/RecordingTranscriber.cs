using System.Runtime.CompilerServices;
using LocalVoice.Audio;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Core.Recordings;

/// <summary>Writes down recordings of any length, piece by piece. Thread-safe.</summary>
public sealed class RecordingTranscriber(IStreamingRecognizer recognizer, IVoiceActivityDetectorFactory voiceActivity)
{
    /// <summary>
    /// The pieces in which words were understood, in order, each as soon as it is decoded. Audio is read no further ahead than the
    /// piece that is being decoded.
    /// </summary>
    /// <param name="audio">16 kHz mono, −1…1.</param>
    /// <exception cref="EngineException">The language is unknown, or the engine failed.</exception>
    public async IAsyncEnumerable<TranscribedPiece> TranscribeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var piece in PiecesAsync(audio, cancellationToken).ConfigureAwait(false))
        {
            var transcript = await DecodeAsync(piece, options, cancellationToken).ConfigureAwait(false);
            if (transcript.Text.Length > 0)
            {
                yield return new(piece.Start, piece.End, transcript);
            }
        }
    }

    /// <summary>The parts in which somebody speaks.</summary>
    /// <param name="audio">16 kHz mono, −1…1.</param>
    public async IAsyncEnumerable<SpokenPiece> PiecesAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var cutter = new PieceCutter(voiceActivity.Create());
        await foreach (var samples in audio.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var piece in cutter.Push(samples))
            {
                yield return piece;
            }
        }

        foreach (var last in cutter.Finish())
        {
            yield return last;
        }
    }

    private async Task<Transcript> DecodeAsync(SpokenPiece piece, RecognitionOptions options, CancellationToken cancellationToken)
    {
        var stream = recognizer.OpenStream(options);
        await using var closing = stream.ConfigureAwait(false);
        var step = AudioFormat.Recognition.SampleRateHz;
        for (var rest = piece.Samples; rest.Length > 0; rest = rest[Math.Min(step, rest.Length)..])
        {
            stream.Append(rest.Span[..Math.Min(step, rest.Length)]);
        }

        return await stream.DecodeFinalAsync(cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>What was understood in a part of a recording.</summary>
/// <param name="Start">From the beginning of the recording.</param>
public sealed record TranscribedPiece(TimeSpan Start, TimeSpan End, Transcript Transcript);
