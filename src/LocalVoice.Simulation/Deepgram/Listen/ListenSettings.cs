using LocalVoice.Simulation.Deepgram.Handshakes;

namespace LocalVoice.Simulation.Deepgram.Listen;

/// <summary>The query of v1/listen: github.com/deepgram/deepgram-api-specs, asyncapi.yml, 22 July 2026.</summary>
/// <param name="Pause">Silence that ends a segment of speech; null: endpointing is off.</param>
/// <param name="UtteranceEnd">Silence that ends an utterance; null: not asked for.</param>
internal sealed record ListenSettings(
    string Model,
    int SampleRateHz,
    bool Interims,
    bool Formats,
    bool VoiceEvents,
    TimeSpan? Pause,
    TimeSpan? UtteranceEnd
)
{
    private const int LeastUtteranceEndMs = 1000;
    private const int DefaultEndpointingMs = 10;

    private static readonly string[] Models =
    [
        "nova-3",
        "nova-3-general",
        "nova-3-medical",
        "nova-2",
        "nova-2-general",
        "nova-2-meeting",
        "nova-2-finance",
        "nova-2-conversationalai",
        "nova-2-voicemail",
        "nova-2-video",
        "nova-2-medical",
        "nova-2-drivethru",
        "nova-2-automotive",
        "nova",
        "nova-general",
        "nova-phonecall",
        "nova-medical",
        "enhanced",
        "enhanced-general",
        "enhanced-meeting",
        "enhanced-phonecall",
        "enhanced-finance",
        "base",
        "meeting",
        "phonecall",
        "finance",
        "conversationalai",
        "voicemail",
        "video",
    ];

    /// <exception cref="RejectedException">As the service says it.</exception>
    public static ListenSettings Read(QueryReader query)
    {
        var model = query.Text("model") ?? "base";
        if (!Models.Contains(model))
        {
            throw new RejectedException(Rejection.NoSuchModel);
        }

        ListenLanguages.Check(model, query.Text("language") ?? "en");
        CheckVocabulary(query, model);
        CheckIgnored(query);
        var interims = query.Flag("interim_results");
        var settings = new ListenSettings(
            model,
            SampleRate(query),
            interims,
            query.Flag("punctuate") | query.Flag("smart_format"),
            query.Flag("vad_events"),
            Endpointing(query),
            UtteranceEndOf(query, interims)
        );
        query.RefuseOthers();
        return settings;
    }

    private static int SampleRate(QueryReader query)
    {
        // The simulation hears nothing else; the service also takes compressed audio and several channels.
        var encoding = query.Choice("encoding", "linear16") ?? throw QueryReader.Invalid("encoding", "");
        _ = query.Whole("channels", 1, 1);
        return query.Whole("sample_rate", 8000, 48_000)
            ?? throw new RejectedException(Rejection.BadRequest($"Bad Request: `sample_rate` is required for encoding `{encoding}`."));
    }

    private static TimeSpan? Endpointing(QueryReader query) =>
        query.Text("endpointing") switch
        {
            "false" => null,
            "true" => TimeSpan.FromMilliseconds(DefaultEndpointingMs),
            _ => TimeSpan.FromMilliseconds(query.Whole("endpointing", 0, int.MaxValue) ?? DefaultEndpointingMs),
        };

    private static TimeSpan? UtteranceEndOf(QueryReader query, bool interims)
    {
        if (query.Whole("utterance_end_ms", LeastUtteranceEndMs, int.MaxValue) is not { } ms)
        {
            return null;
        }

        return interims ? TimeSpan.FromMilliseconds(ms) : throw QueryReader.Invalid("utterance_end_ms", $"{ms}");
    }

    /// <summary>Keyterms are for Nova-3, keywords for the models before: developers.deepgram.com/docs/keyterm.</summary>
    private static void CheckVocabulary(QueryReader query, string model)
    {
        var isNova3 = model.StartsWith("nova-3", StringComparison.Ordinal);
        if (query.Many(isNova3 ? "keywords" : "keyterm") is [var other, ..])
        {
            throw QueryReader.Invalid(isNova3 ? "keywords" : "keyterm", other);
        }

        _ = query.Many(isNova3 ? "keyterm" : "keywords");
    }

    /// <summary>Checked, and without effect on what the simulation says.</summary>
    private static void CheckIgnored(QueryReader query)
    {
        string[] flags = ["detect_entities", "diarize", "dictation", "filler_words", "mip_opt_out", "multichannel", "no_delay"];
        foreach (var name in flags.Concat(["numerals", "profanity_filter"]))
        {
            _ = query.Flag(name);
        }

        _ = query.Choice("diarize_model", "latest", "v1");
        foreach (var name in (string[])["extra", "redact", "replace", "search", "tag", "version"])
        {
            _ = query.Many(name);
        }
    }
}
