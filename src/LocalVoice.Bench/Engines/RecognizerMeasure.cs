using System.Globalization;
using LocalVoice.Audio;
using LocalVoice.Bench.Report;
using LocalVoice.Speech;

namespace LocalVoice.Bench.Engines;

/// <summary>Decision → final transcript, for utterances of several lengths, without speculative decodes.</summary>
/// <param name="seconds">Lengths of the utterances.</param>
public sealed class RecognizerMeasure(
    IStreamingRecognizer recognizer,
    BenchSpeech speech,
    string language,
    IReadOnlyList<double> seconds,
    Repetitions repetitions,
    TimeProvider time
) : IEngineMeasure
{
    public async Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var figures = new List<EngineFigure>();
        foreach (var length in seconds)
        {
            figures.Add(await MeasureAsync(length, cancellationToken));
        }

        return figures;
    }

    private async Task<EngineFigure> MeasureAsync(double length, CancellationToken cancellationToken)
    {
        var samples = speech.LastingSamples((int)AudioFormat.Recognition.SamplesIn(TimeSpan.FromSeconds(length)));
        var decodes = await repetitions.OfAsync(_ => DecodeAsync(recognizer, samples, language, time, cancellationToken));
        var tokens = decodes.Max(decode => decode.Tokens);
        return new EngineFigure(
            "stt",
            string.Create(CultureInfo.InvariantCulture, $"final transcript of {length:0.#} s"),
            "ms",
            Distribution.Of(decodes.Select(decode => decode.Milliseconds)),
            $"{tokens} tokens of text, no decode before it"
        );
    }

    internal static async Task<(double Milliseconds, int Tokens)> DecodeAsync(
        IStreamingRecognizer recognizer,
        ReadOnlyMemory<float> samples,
        string language,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var stream = recognizer.OpenStream(RecognitionOptions.For(language));
        stream.Append(samples.Span);
        var start = time.GetTimestamp();
        var transcript = await stream.DecodeFinalAsync(cancellationToken);
        return (time.GetElapsedTime(start).TotalMilliseconds, transcript.Tokens.Count);
    }
}
