using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>OpenAI's CreateSpeechRequest (OpenAPI description 2.3.0). Only pcm and wav are simulated.</summary>
/// <param name="IsEvents">Audio in events, not bare.</param>
internal sealed record SpeechRequest(string Input, string Format, double Speed, bool IsEvents)
{
    private const int MostCharacters = 4096;

    private static readonly string[] Voices =
    [
        "alloy",
        "ash",
        "ballad",
        "coral",
        "echo",
        "fable",
        "onyx",
        "nova",
        "sage",
        "shimmer",
        "verse",
        "marin",
        "cedar",
    ];

    private static readonly Dictionary<string, ParameterRule> Parameters = new()
    {
        ["model"] = ParameterRule.Text,
        ["input"] = ParameterRule.Text,
        ["instructions"] = ParameterRule.Text,
        ["voice"] = ParameterRule.TextOrObject with { Values = Voices },
        ["response_format"] = ParameterRule.OneOf("mp3", "opus", "aac", "flac", "wav", "pcm"),
        ["speed"] = ParameterRule.Decimal(0.25m, 4),
        ["stream_format"] = ParameterRule.OneOf("sse", "audio"),
    };

    /// <exception cref="RefusedException">The request is not accepted.</exception>
    public static SpeechRequest Read(JsonElement body, IReadOnlyList<string> models)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(new Refusal.NotJson());
        }

        var unknown = body.EnumerateObject().Select(field => field.Name).Where(name => !Parameters.ContainsKey(name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new RefusedException(new Refusal.UnknownFields("", unknown));
        }

        foreach (var (name, rule) in Parameters)
        {
            if (body.TryGetProperty(name, out var value))
            {
                rule.Check(name, value);
            }
        }

        var model = Required(body, "model");
        if (!models.Contains(model))
        {
            throw new RefusedException(new Refusal.UnknownModel(model));
        }

        var input = Required(body, "input");
        Limit("input", input);
        Limit("instructions", Text(body, "instructions") ?? "");
        if (!body.TryGetProperty("voice", out _))
        {
            throw new RefusedException(new Refusal.Missing("voice"));
        }

        return new(input, ReadFormat(body), Number(body, "speed") ?? 1, Text(body, "stream_format") == "sse");
    }

    private static string ReadFormat(JsonElement body)
    {
        var format = Text(body, "response_format") ?? "mp3";
        return format is "pcm" or "wav"
            ? format
            : throw new RefusedException(
                new Refusal.Other($"The simulation does not speak {format}: ask for pcm or wav.", "response_format")
            );
    }

    private static void Limit(string path, string text)
    {
        if (text.Length > MostCharacters)
        {
            throw new RefusedException(new Refusal.TooLong(path, MostCharacters, text.Length));
        }
    }

    private static string Required(JsonElement body, string name) =>
        Text(body, name) ?? throw new RefusedException(new Refusal.Missing(name));

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
