using System.Text.Json;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>Reads <c>Configure</c>: developers.deepgram.com/docs/flux/configure. What it does not name stays as it is.</summary>
internal static class FluxConfiguration
{
    /// <returns>Null when anything of it is not allowed: then nothing changes.</returns>
    public static FluxSettings? Apply(FluxSettings settings, JsonElement configure)
    {
        if (ReadThresholds(settings.Thresholds, configure) is not { AreValid: true } thresholds)
        {
            return null;
        }

        var keyterms = Texts(configure, "keyterms", settings.Keyterms);
        var hints = Texts(configure, "language_hints", settings.LanguageHints);
        return keyterms is null || hints is null || !keyterms.All(FluxSettings.IsKeyterm) || !AreAllowed(hints, settings)
            ? null
            : settings with
            {
                Thresholds = thresholds,
                Keyterms = keyterms,
                LanguageHints = hints,
            };
    }

    private static bool AreAllowed(IReadOnlyList<string> hints, FluxSettings settings) =>
        hints.Count == 0 || (settings.IsMultilingual && hints.All(FluxSettings.IsLanguage));

    private static FluxThresholds? ReadThresholds(FluxThresholds now, JsonElement configure)
    {
        if (!configure.TryGetProperty("thresholds", out var changes))
        {
            return now;
        }

        if (changes.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var change in changes.EnumerateObject())
        {
            if (change.Value.ValueKind != JsonValueKind.Number || With(now, change.Name, change.Value.GetDouble()) is not { } next)
            {
                return null;
            }

            now = next;
        }

        return now;
    }

    private static FluxThresholds? With(FluxThresholds now, string name, double value) =>
        name switch
        {
            "eot_threshold" => now with { End = value },
            "eager_eot_threshold" => now with { Eager = value },
            "eot_timeout_ms" when double.IsInteger(value) => now with { Timeout = TimeSpan.FromMilliseconds(value) },
            _ => null,
        };

    /// <summary>Null: it is no list of texts.</summary>
    private static IReadOnlyList<string>? Texts(JsonElement configure, string name, IReadOnlyList<string> now)
    {
        if (!configure.TryGetProperty(name, out var list))
        {
            return now;
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(text => text.GetString()!)]
            : null;
    }
}
