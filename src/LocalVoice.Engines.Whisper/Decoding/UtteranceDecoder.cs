using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Scheduling;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>
/// Decodes what is left of an utterance: much of it in chunks, each after the words before it, and with more of the window when
/// a guard trips.
/// </summary>
internal sealed class UtteranceDecoder(
    IChunkDecoder chunks,
    TranscriptGuard guard,
    ILogger logger,
    int smallestContext = AudioContext.Smallest
)
{
    /// <summary>A chunk without an accepted transcript gives empty text.</summary>
    /// <param name="begin">Asks for the permit of a chunk of this length: between two chunks others may decode.</param>
    /// <param name="completed">Gets all stretches up to each that more audio would not change, once it is decoded.</param>
    /// <returns>What was decoded before, and now.</returns>
    public Task<IReadOnlyList<SpeechPart>> DecodeAsync(
        DecodeInput input,
        Func<TimeSpan, ValueTask<DecodePermit>> begin,
        Action<IReadOnlyList<SpeechPart>>? completed = null
    ) =>
        DecodeAsync(
            input,
            completed,
            async (range, language, prompt) =>
            {
                var length = AudioFormat.Recognition.DurationOf(range.End.Value - range.Start.Value);
                using var permit = await begin(length).ConfigureAwait(false);

                // A permit that is free comes at once: whoever asks for a transcript must not do the work.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                using var audio = input.Audio.Rent(range);
                var samples = audio.Samples;
                return await DecodeChunkAsync(samples, new(language, prompt, permit.Threads, permit.NativeThreads), permit.Token)
                    .ConfigureAwait(false);
            }
        )!;

    /// <summary>As <see cref="DecodeAsync"/>, on one permit, and without a retry of the last stretch, to which more is to come.</summary>
    /// <returns>Null when a guard trips there.</returns>
    public Task<IReadOnlyList<SpeechPart>?> TryDecodeAsync(
        DecodeInput input,
        DecodePermit permit,
        Action<IReadOnlyList<SpeechPart>> completed
    ) =>
        DecodeAsync(
            input,
            completed,
            async (range, language, prompt) =>
            {
                using var audio = input.Audio.Rent(range);
                var samples = audio.Samples;
                var request = new DecodeRequest(language, prompt, permit.Threads, permit.NativeThreads);
                if (input.IsComplete(range))
                {
                    return await DecodeChunkAsync(samples, request, permit.Token).ConfigureAwait(false);
                }

                var context = AudioContext.For(samples.Length, smallestContext);
                var hypothesis = await chunks.DecodeAsync(samples, context, request, permit.Token).ConfigureAwait(false);
                return Trip(hypothesis, samples) == GuardTrip.None ? hypothesis : null;
            }
        );

    private static async Task<IReadOnlyList<SpeechPart>?> DecodeAsync(
        DecodeInput input,
        Action<IReadOnlyList<SpeechPart>>? completed,
        Func<Range, string, string, Task<Hypothesis?>> decode
    )
    {
        var (parts, language) = (new List<SpeechPart>(input.Before), input.Language);
        foreach (var range in input.Ranges)
        {
            var prompt = input.PromptAfter(parts.Count == 0 ? "" : SpeechParts.Open(parts[^1].Heard.Text));
            if (await decode(range, language, prompt).ConfigureAwait(false) is not { } chunk)
            {
                return null;
            }

            language = chunk.Language;
            parts.Add(new(range.End.Value, chunk));
            if (input.IsComplete(range))
            {
                completed?.Invoke([.. parts]);
            }
        }

        return parts;
    }

    private async Task<Hypothesis?> DecodeChunkAsync(
        ReadOnlyMemory<float> samples,
        DecodeRequest request,
        CancellationToken cancellationToken
    )
    {
        var (language, tries) = (request.Language, 0);
        foreach (var context in AudioContext.Attempts(samples.Length, smallestContext))
        {
            tries++;
            var hypothesis = await chunks.DecodeAsync(samples, context, request, cancellationToken).ConfigureAwait(false);
            var trip = Trip(hypothesis, samples);
            if (trip == GuardTrip.None)
            {
                return hypothesis;
            }

            Log.Distrusts(logger, trip, context, samples.Length);
            language = hypothesis.Language;
            if (trip == GuardTrip.LowProbability && tries > 1)
            {
                // Mumbled: more of the window makes it no clearer, and takes seconds.
                break;
            }

            // Words before may be what it repeats.
            request = request with
            {
                Prompt = "",
            };
        }

        Log.Drops(logger, samples.Length);
        return Hypothesis.Nothing(language);
    }

    private GuardTrip Trip(Hypothesis hypothesis, ReadOnlyMemory<float> samples) =>
        guard.Check(hypothesis, AudioFormat.Recognition.DurationOf(samples.Length));
}
