using System.Globalization;
using LocalVoice.Simulation.Deepgram.Handshakes;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>
/// The query of v2/listen: asyncapi.yml of github.com/deepgram/deepgram-api-specs, 22 July 2026, and
/// developers.deepgram.com/docs/flux/{quickstart, configuration, language-prompting}.
/// </summary>
internal sealed record FluxSettings(
    bool IsMultilingual,
    int SampleRateHz,
    FluxThresholds Thresholds,
    IReadOnlyList<string> Keyterms,
    IReadOnlyList<string> LanguageHints
)
{
    private static readonly string[] Languages = ["en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"];

    /// <exception cref="RejectedException">As the service says it.</exception>
    public static FluxSettings Read(QueryReader query)
    {
        var model = query.Text("model");
        if (model is not ("flux-general-en" or "flux-general-multi"))
        {
            throw new RejectedException(Rejection.NoSuchModel);
        }

        var isMultilingual = model == "flux-general-multi";
        CheckIgnored(query);
        var settings = new FluxSettings(
            isMultilingual,
            SampleRate(query),
            ReadThresholds(query),
            ReadKeyterms(query),
            ReadHints(query, isMultilingual)
        );
        query.RefuseOthers();
        return settings;
    }

    /// <summary>Weights are for the keywords of other models.</summary>
    public static bool IsKeyterm(string term) =>
        !string.IsNullOrWhiteSpace(term) && !term.Contains(':', StringComparison.Ordinal) && term.IndexOfAny([',', ';', '\n']) < 0;

    public static bool IsLanguage(string code) => Languages.Contains(code);

    private static int SampleRate(QueryReader query)
    {
        // The simulation hears nothing else; the service also takes other encodings.
        _ = query.Choice("encoding", "linear16") ?? throw QueryReader.Invalid("encoding", "");
        var rate = query.Choice("sample_rate", "8000", "16000", "24000", "44100", "48000") ?? throw QueryReader.Invalid("sample_rate", "");
        return int.Parse(rate, CultureInfo.InvariantCulture);
    }

    private static FluxThresholds ReadThresholds(QueryReader query)
    {
        var timeoutMs = query.Whole("eot_timeout_ms", FluxThresholds.LeastTimeoutMs, FluxThresholds.MostTimeoutMs);
        var thresholds = new FluxThresholds(
            query.Number("eot_threshold", FluxThresholds.LeastEnd, FluxThresholds.MostEnd) ?? FluxThresholds.DefaultEnd,
            query.Number("eager_eot_threshold", FluxThresholds.LeastEager, FluxThresholds.MostEager),
            TimeSpan.FromMilliseconds(timeoutMs ?? FluxThresholds.DefaultTimeoutMs)
        );
        return thresholds.AreValid ? thresholds : throw QueryReader.Invalid("eager_eot_threshold", query.Text("eager_eot_threshold")!);
    }

    private static IReadOnlyList<string> ReadKeyterms(QueryReader query)
    {
        var terms = query.Many("keyterm");
        return terms.FirstOrDefault(term => !IsKeyterm(term)) is { } wrong ? throw QueryReader.Invalid("keyterm", wrong) : terms;
    }

    private static IReadOnlyList<string> ReadHints(QueryReader query, bool isMultilingual)
    {
        var hints = query.Many("language_hint");
        return hints.FirstOrDefault(hint => !isMultilingual || !IsLanguage(hint)) is { } wrong
            ? throw QueryReader.Invalid("language_hint", wrong)
            : hints;
    }

    /// <summary>Checked, and without effect on what the simulation says.</summary>
    private static void CheckIgnored(QueryReader query)
    {
        foreach (var name in (string[])["profanity_filter", "numerals", "mip_opt_out"])
        {
            _ = query.Flag(name);
        }

        _ = query.Choice("redact", "numbers", "aggressive_numbers");
        _ = query.Many("tag");
    }
}
