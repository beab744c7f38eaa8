using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Decodes whole utterances: long ones in chunks, each once more at the full context when a guard trips.</summary>
internal sealed class UtteranceDecoder(IChunkDecoder chunks, TranscriptGuard guard, ILogger logger, int smallestContext = AudioContext.Safe)
{
    /// <summary>An utterance without an accepted transcript gives empty text.</summary>
    /// <param name="begin">Asks for the permit of a chunk of this length: between two chunks others may decode.</param>
    /// <param name="language">As in <see cref="DecodeRequest.Language"/>.</param>
    /// <param name="prompt">As in <see cref="DecodeRequest.Prompt"/>.</param>
    public async Task<Hypothesis> DecodeAsync(
        UtteranceAudio audio,
        string language,
        string prompt,
        Func<TimeSpan, ValueTask<DecodePermit>> begin
    )
    {
        var texts = new List<string>();
        var tokens = new List<TranscriptToken>();
        foreach (var range in PauseChunker.Split(audio))
        {
            var length = AudioFormat.Recognition.DurationOf(range.GetOffsetAndLength(audio.Length).Length);
            using var permit = await begin(length).ConfigureAwait(false);

            // A permit that is free comes at once: whoever asks for a transcript must not do the work.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            using var samples = audio.Rent(range);
            var request = new DecodeRequest(language, prompt, permit.Threads);
            var chunk = await DecodeChunkAsync(samples.Samples, request, permit.Token).ConfigureAwait(false);
            language = chunk.Language;
            tokens.AddRange(chunk.Tokens);
            if (chunk.Text.Length > 0)
            {
                texts.Add(chunk.Text);
            }
        }

        return new(string.Join(' ', texts), language, tokens);
    }

    /// <summary>Decodes once at the smallest context, without a retry.</summary>
    /// <returns>Null when a guard trips.</returns>
    public async Task<Hypothesis?> TryDecodeChunkAsync(
        ReadOnlyMemory<float> samples,
        DecodeRequest request,
        CancellationToken cancellationToken
    )
    {
        var context = AudioContext.For(samples.Length, smallestContext);
        var hypothesis = await chunks.DecodeAsync(samples, context, request, cancellationToken).ConfigureAwait(false);
        return Trip(hypothesis, samples) == GuardTrip.None ? hypothesis : null;
    }

    private async Task<Hypothesis> DecodeChunkAsync(
        ReadOnlyMemory<float> samples,
        DecodeRequest request,
        CancellationToken cancellationToken
    )
    {
        var context = AudioContext.For(samples.Length, smallestContext);
        var hypothesis = await chunks.DecodeAsync(samples, context, request, cancellationToken).ConfigureAwait(false);
        var trip = Trip(hypothesis, samples);
        if (trip != GuardTrip.None && context < AudioContext.Full)
        {
            Log.DecodesAgain(logger, trip, context);
            hypothesis = await chunks.DecodeAsync(samples, AudioContext.Full, request, cancellationToken).ConfigureAwait(false);
            trip = Trip(hypothesis, samples);
        }

        if (trip == GuardTrip.None)
        {
            return hypothesis;
        }

        Log.Drops(logger, trip, samples.Length);
        return Hypothesis.Nothing(hypothesis.Language);
    }

    private GuardTrip Trip(Hypothesis hypothesis, ReadOnlyMemory<float> samples) =>
        guard.Check(hypothesis, AudioFormat.Recognition.DurationOf(samples.Length));
}
