using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Wire;

/// <summary>Reads what a response or a transcript took: tokens, or whole seconds of audio as the additional count <c>seconds</c>.</summary>
[Experimental("MEAI001")]
internal static class UsageReader
{
    private const string Seconds = "seconds";

    /// <returns>Null where there is none.</returns>
    public static UsageDetails? Read(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var (input, output) = (usage.Child("input_token_details"), usage.Child("output_token_details"));
        return new UsageDetails
        {
            InputTokenCount = usage.Number("input_tokens"),
            OutputTokenCount = usage.Number("output_tokens"),
            TotalTokenCount = usage.Number("total_tokens"),
            CachedInputTokenCount = input.Number("cached_tokens"),
            InputTextTokenCount = input.Number("text_tokens"),
            InputAudioTokenCount = input.Number("audio_tokens"),
            OutputTextTokenCount = output.Number("text_tokens"),
            OutputAudioTokenCount = output.Number("audio_tokens"),
            AdditionalCounts = Duration(usage),
        };
    }

    private static AdditionalPropertiesDictionary<long>? Duration(JsonElement usage) =>
        usage.Seconds(Seconds) is { } length ? new() { [Seconds] = (long)Math.Ceiling(length.TotalSeconds) } : null;
}
