using System.Globalization;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>The form of OpenAI's CreateTranscriptionRequest (OpenAPI description 2.3.0).</summary>
internal sealed record TranscriptionForm(string Model, string? Language, string? Prompt, string Format, bool Stream, bool WithWords)
{
    private const string Whisper = "whisper-1";

    private static readonly string[] Formats = ["json", "text", "srt", "verbose_json", "vtt", "diarized_json"];

    private static readonly HashSet<string> Fields =
    [
        "model",
        "language",
        "languages[]",
        "keywords[]",
        "prompt",
        "response_format",
        "temperature",
        "include[]",
        "timestamp_granularities[]",
        "stream",
        "chunking_strategy",
        "known_speaker_names[]",
        "known_speaker_references[]",
    ];

    /// <summary>What is counted in tokens, and streamed.</summary>
    public bool IsWhisper => Model == Whisper;

    /// <exception cref="RefusedException">A field is not accepted.</exception>
    public static TranscriptionForm Read(IFormCollection form, IReadOnlyList<string> models)
    {
        var unknown = form.Keys.Where(name => !Fields.Contains(name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new RefusedException(new Refusal.UnknownFields("", unknown));
        }

        var model = Text(form, "model") ?? throw new RefusedException(new Refusal.Missing("model"));
        if (!models.Contains(model))
        {
            throw new RefusedException(new Refusal.UnknownModel(model));
        }

        CheckTemperature(Text(form, "temperature"));
        return new(
            model,
            ReadLanguage(form),
            Text(form, "prompt"),
            ReadFormat(form, model),
            model != Whisper && Flag(form, "stream"),
            form["timestamp_granularities[]"].Contains("word")
        );
    }

    /// <summary>For the record.</summary>
    public static JsonObject Recorded(IFormCollection form) =>
        new(form.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value.ToString())));

    private static string ReadFormat(IFormCollection form, string model)
    {
        var format = Text(form, "response_format") ?? "json";
        if (!Formats.Contains(format))
        {
            throw new RefusedException(new Refusal.BadValue("response_format", format, Formats));
        }

        // The service's words of 2025-04-14, github.com/openai/openai-dotnet/issues/401.
        if (model != Whisper && format is not ("json" or "text"))
        {
            throw new RefusedException(
                new Refusal.Other(
                    $"response_format '{format}' is not compatible with model '{model}'. Use 'json' or 'text' instead.",
                    "response_format",
                    "unsupported_value"
                )
            );
        }

        return format is "json" or "text" or "verbose_json"
            ? format
            : throw new RefusedException(new Refusal.Other($"The simulation does not write {format}.", "response_format"));
    }

    private static string? ReadLanguage(IFormCollection form)
    {
        var language = Text(form, "language");
        return language is null || (language.Length is 2 or 3 && language.All(char.IsAsciiLetterLower))
            ? language
            : throw new RefusedException(
                new Refusal.Other(
                    $"Invalid language '{language}'. Language parameter must be specified in ISO-639-1 format.",
                    "language",
                    "invalid_language_format"
                )
            );
    }

    private static void CheckTemperature(string? text)
    {
        if (text is null)
        {
            return;
        }

        if (!decimal.TryParse(text, CultureInfo.InvariantCulture, out var value))
        {
            throw new RefusedException(new Refusal.WrongType("temperature", "a decimal", "a string"));
        }

        if (value is < 0 or > 1)
        {
            throw new RefusedException(new Refusal.OutOfRange("temperature", value < 0 ? 0 : 1, value, value > 1, IsWhole: false));
        }
    }

    private static bool Flag(IFormCollection form, string name) =>
        Text(form, name) switch
        {
            null or "false" or "False" => false,
            "true" or "True" => true,
            _ => throw new RefusedException(new Refusal.WrongType(name, "a boolean", "a string")),
        };

    private static string? Text(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
}
