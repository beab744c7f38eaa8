using System.Globalization;
using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>The settings of a connection: developers.deepgram.com/reference/speech-to-text/listen-streaming.</summary>
internal static class NovaQuery
{
    /// <param name="language">The service's code.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(
        DeepgramRecognizerOptions options,
        string language,
        RecognitionOptions recognition
    )
    {
        yield return new("model", options.Model);
        yield return new("language", language);
        yield return new("encoding", "linear16");
        yield return new("sample_rate", Number(AudioFormat.Recognition.SampleRateHz));
        yield return new("channels", "1");
        yield return new("interim_results", Flag(options.InterimResults));
        yield return new("endpointing", Number(options.Endpointing.TotalMilliseconds));
        yield return new("vad_events", Flag(options.VadEvents));
        yield return new("smart_format", Flag(options.SmartFormat));
        yield return new("punctuate", Flag(options.Punctuate));
        yield return new("mip_opt_out", Flag(options.MipOptOut));
        if (options.UtteranceEnd is { } gap)
        {
            yield return new("utterance_end_ms", Number(gap.TotalMilliseconds));
        }

        // developers.deepgram.com/docs/keywords: single words, and only the models before nova-3.
        var older = !options.Model.StartsWith("nova-3", StringComparison.Ordinal);
        foreach (
            var term in Keyterms.Fitting(recognition.Vocabulary).Where(term => !older || !term.Contains(' ', StringComparison.Ordinal))
        )
        {
            yield return new(older ? "keywords" : "keyterm", term);
        }
    }

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
