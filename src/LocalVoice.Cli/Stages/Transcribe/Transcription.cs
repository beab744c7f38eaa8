using LocalVoice.Audio;
using LocalVoice.Core.Recordings;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Stages.Transcribe;

/// <summary>Feeds a recording to a recogniser as a session would, as fast as it decodes.</summary>
internal static class Transcription
{
    // The default of a session's interim period.
    private static readonly TimeSpan InterimInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>A recording that is longer than one utterance may be is cut at its pauses.</summary>
    /// <param name="detector">Loaded only where it must be cut.</param>
    /// <param name="samples">16 kHz mono, −1…1.</param>
    /// <exception cref="Engines.EngineException">The language is unknown, or an engine failed.</exception>
    public static async Task<TranscribeDocument> OfAsync(
        IStreamingRecognizer recognizer,
        Func<IVoiceActivityDetectorFactory> detector,
        ReadOnlyMemory<float> samples,
        string language,
        CancellationToken cancellationToken
    )
    {
        if (AudioFormat.Recognition.DurationOf(samples.Length) <= PieceCutter.LongestPiece)
        {
            return await OfAsync(recognizer, samples, language, cancellationToken);
        }

        var parts = new List<(TimeSpan Start, TranscribeDocument Document)>();
        using var cutter = new PieceCutter(detector().Create());
        foreach (var piece in cutter.Push(samples).Concat(cutter.Finish()))
        {
            parts.Add((piece.Start, await OfAsync(recognizer, piece.Samples, language, cancellationToken)));
        }

        return new(
            [
                .. parts.SelectMany(part =>
                    part.Document.Interims.Select(interim => interim with { TMs = interim.TMs + part.Start.TotalMilliseconds })
                ),
            ],
            new(
                string.Join(' ', parts.Select(part => part.Document.Final.Text).Where(text => text.Length > 0)),
                [.. parts.SelectMany(part => part.Document.Final.Tokens)]
            )
        );
    }

    /// <param name="samples">16 kHz mono, −1…1.</param>
    /// <exception cref="Engines.EngineException">The language is unknown, or the engine failed.</exception>
    public static async Task<TranscribeDocument> OfAsync(
        IStreamingRecognizer recognizer,
        ReadOnlyMemory<float> samples,
        string language,
        CancellationToken cancellationToken
    )
    {
        await using var stream = recognizer.OpenStream(RecognitionOptions.For(language));
        var interims = new List<InterimEntry>();
        var step = (int)AudioFormat.Recognition.SamplesIn(InterimInterval);
        for (var position = 0; position < samples.Length; position += step)
        {
            var end = Math.Min(position + step, samples.Length);
            stream.Append(samples.Span[position..end]);
            if (end < samples.Length && await stream.DecodeInterimAsync(cancellationToken) is { Text.Length: > 0 } interim)
            {
                interims.Add(new InterimEntry(AudioFormat.Recognition.DurationOf(end).TotalMilliseconds, interim.Text));
            }
        }

        var final = await stream.DecodeFinalAsync(cancellationToken);
        return new TranscribeDocument(
            interims,
            new FinalEntry(final.Text, [.. final.Tokens.Select(token => new TokenEntry(token.Text, token.LogProbability))])
        );
    }
}
