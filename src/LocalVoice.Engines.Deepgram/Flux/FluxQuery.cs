using System.Globalization;
using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>The settings of a connection: developers.deepgram.com/reference/speech-to-text/listen-flux.</summary>
internal static class FluxQuery
{
    /// <param name="hint">A language; null for none.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(DeepgramFluxOptions options, string? hint, RecognitionOptions recognition)
    {
        yield return new("model", options.Model);
        yield return new("encoding", "linear16");
        yield return new("sample_rate", Number(AudioFormat.Recognition.SampleRateHz));
        yield return new("eot_threshold", Number(options.EotThreshold));
        if (options.EagerEotThreshold is { } eager)
        {
            yield return new("eager_eot_threshold", Number(eager));
        }

        yield return new("eot_timeout_ms", Number(options.EotTimeout.TotalMilliseconds));
        yield return new("mip_opt_out", options.MipOptOut ? "true" : "false");
        if (hint is not null)
        {
            yield return new("language_hint", hint);
        }

        foreach (var term in Keyterms.Fitting(recognition.Vocabulary))
        {
            yield return new("keyterm", term);
        }
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
