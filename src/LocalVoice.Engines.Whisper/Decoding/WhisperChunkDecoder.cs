using System.Text.RegularExpressions;
using LocalVoice.Audio;
using LocalVoice.Engines.Whisper.Loading;
using LocalVoice.Speech;
using Whisper.net;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Decodes greedily, once, without timestamps and without context from earlier text.</summary>
internal sealed class WhisperChunkDecoder(LoadedModel model) : IChunkDecoder
{
    public async Task<Hypothesis> DecodeAsync(
        ReadOnlyMemory<float> samples,
        int audioContext,
        DecodeRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var use = model.Use();
            var longest = TranscriptGuard.MaxTokens(AudioFormat.Recognition.DurationOf(samples.Length));
            await using var processor = Build(use.Factory, audioContext, longest, request);
            var segments = new List<SegmentData>();
            await foreach (var segment in processor.ProcessAsync(samples, cancellationToken).ConfigureAwait(false))
            {
                segments.Add(segment);
            }

            return ToHypothesis(segments, request.Language);
        }
        catch (Exception failure) when (failure is WhisperProcessingException or WhisperModelLoadException or ObjectDisposedException)
        {
            throw new EngineException($"Whisper could not decode {samples.Length} samples: {failure.Message}", failure);
        }
    }

    private static WhisperProcessor Build(WhisperFactory factory, int audioContext, int maxTokens, DecodeRequest request)
    {
        var builder = factory
            .CreateBuilder()
            .WithThreads(request.Threads)
            .WithNoContext()
            .WithSingleSegment()
            .WithProbabilities()
            .WithAudioContextSize(audioContext)
            .WithMaxTokensPerSegment(maxTokens)
            .WithEncoderBeginHandler(_ => Enter(request))
            .WithTemperature(0)
            .WithTemperatureInc(0)
            .WithGreedySamplingStrategy(greedy => greedy.WithBestOf(1));
        builder = request.Language == LanguageTag.Detected ? builder.WithLanguageDetection() : builder.WithLanguage(request.Language);
        return (request.Prompt.Length == 0 ? builder : builder.WithPrompt(request.Prompt)).Build();
    }

    /// <summary>On the native thread, which from now on starts others.</summary>
    private static bool Enter(DecodeRequest request)
    {
        request.NativeThreads?.Enter();
        return true;
    }

    private static Hypothesis ToHypothesis(List<SegmentData> segments, string language)
    {
        var text = NonSpeechTags.Remove(string.Concat(segments.Select(segment => segment.Text)));
        var spoken = segments.Count > 0 ? segments[0].Language : language;
        return text.Length == 0
            ? Hypothesis.Nothing(spoken)
            : new(text, spoken, [.. segments.SelectMany(segment => segment.Tokens).Where(IsText).Select(ToToken)]);
    }

    // whisper.cpp writes special tokens as [_BEG_], [_TT_50] and so on.
    private static bool IsText(WhisperToken token) => token.Text?.StartsWith("[_", StringComparison.Ordinal) == false;

    private static TranscriptToken ToToken(WhisperToken token) => new(token.Text ?? "", token.ProbabilityLog);
}

/// <summary>Removes Whisper's tags for non-speech sounds: <c>[Música]</c>, <c>(laughs)</c>, <c>*tose*</c>, <c>♪</c>.</summary>
internal static partial class NonSpeechTags
{
    /// <returns>The remaining text, trimmed, with single spaces.</returns>
    public static string Remove(string text) => Spaces().Replace(Tags().Replace(text, " "), " ").Trim();

    [GeneratedRegex(@"\[[^\]]*\]?|\([^)]*\)?|\*[^*]*\*|[♪♫]+")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
