using System.Globalization;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Transcriptions;

/// <summary>How a recording is to be written down.</summary>
/// <param name="Language">Null: the profile's.</param>
/// <param name="Terms">Names and terms of the prompt.</param>
/// <param name="AsEvents">Whether the text comes in server-sent events.</param>
internal sealed record TranscriptionRequest(
    string? Model,
    string? Language,
    IReadOnlyList<string> Terms,
    TranscriptFormat Format,
    bool AsEvents
)
{
    // Whisper keeps 224 tokens of a prompt; longer ones are a mistake.
    private const int LongestPrompt = 4096;

    private static readonly Dictionary<string, TranscriptFormat> Formats = new(StringComparer.Ordinal)
    {
        ["json"] = TranscriptFormat.Json,
        ["text"] = TranscriptFormat.Text,
        ["verbose_json"] = TranscriptFormat.VerboseJson,
        ["srt"] = TranscriptFormat.Srt,
        ["vtt"] = TranscriptFormat.Vtt,
    };

    private static readonly char[] BetweenTerms = [',', ';', '\n', '\r'];

    /// <exception cref="ApiException">A field is out of range, or asks for what no recogniser here can tell.</exception>
    public static TranscriptionRequest Read(Upload form)
    {
        var format = FormatOf(form.Field("response_format"));
        RequireTemperature(form.Field("temperature"));
        RequireGranularities([.. form.Fields("timestamp_granularities")], format);
        var events = FlagOf(form.Field("stream"));
        if (events && format is not (TranscriptFormat.Json or TranscriptFormat.Text))
        {
            throw ApiException.Unsupported("stream", "Transcripts are streamed with response_format 'json' or 'text' only.");
        }

        return new(OfLength(form, "model", FieldLimits.Voice), OfLength(form, "language", 32), TermsOf(form), format, events);
    }

    private static string? OfLength(Upload form, string field, int most) =>
        form.Field(field)?.Trim() is not { Length: > 0 } text ? null
        : text.Length <= most ? text
        : throw Invalid(field, $"Expected at most {most} characters, but got {text.Length}.");

    private static List<string> TermsOf(Upload form) =>
        [
            .. (OfLength(form, "prompt", LongestPrompt) ?? "")
                .Split(BetweenTerms, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(term => term.TrimEnd('.')),
        ];

    private static TranscriptFormat FormatOf(string? name) =>
        name is null ? TranscriptFormat.Json
        : Formats.TryGetValue(name, out var format) ? format
        : throw Invalid("response_format", $"Supported values are: {string.Join(", ", Formats.Keys.Select(known => $"'{known}'"))}.");

    private static bool FlagOf(string? value) =>
        value?.ToLowerInvariant() switch
        {
            null or "" or "false" or "0" => false,
            "true" or "1" => true,
            _ => throw Invalid("stream", "Expected 'true' or 'false'."),
        };

    /// <summary>Recognisers here choose it themselves; what is no number is a mistake all the same.</summary>
    private static void RequireTemperature(string? value)
    {
        if (
            value is { Length: > 0 }
            && !(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1)
        )
        {
            throw Invalid("temperature", "Expected a number from 0 to 1.");
        }
    }

    private static void RequireGranularities(IReadOnlyList<string> wanted, TranscriptFormat format)
    {
        const string Field = "timestamp_granularities";
        if (wanted.Contains("word"))
        {
            throw ApiException.Unsupported(
                Field,
                "The recognisers of this server tell when segments begin and end, not words: ask for 'segment'."
            );
        }

        if (wanted.Any(granularity => granularity != "segment"))
        {
            throw Invalid(Field, "Supported values are: 'segment'.");
        }

        if (wanted.Count > 0 && format is not TranscriptFormat.VerboseJson)
        {
            throw Invalid(Field, "It goes with response_format 'verbose_json' only.");
        }
    }

    private static ApiException Invalid(string field, string why) =>
        new(StatusCodes.Status400BadRequest, "invalid_value", $"Invalid value for '{field}'. {why}", field);
}
