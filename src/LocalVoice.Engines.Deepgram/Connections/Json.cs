using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Reads the JSON of messages.</summary>
internal static class Json
{
    /// <exception cref="BackendException">It is not JSON, or not as the protocol has it.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, Failures failures)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw failures.Malformed("a message without content");
        }
        catch (JsonException exception)
        {
            throw failures.Malformed($"a message that is not as its protocol has it ({exception.Path ?? "$"})");
        }
    }
}

/// <summary>Any message: its type, and what an error says.</summary>
/// <param name="Code">Of errors: Flux.</param>
/// <param name="Description">Of errors: all APIs.</param>
/// <param name="Message">Of errors: v1/listen.</param>
internal sealed record Header(
    [property: JsonRequired] string Type,
    string? Code = null,
    string? Description = null,
    string? Message = null,
    string? Variant = null
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Header))]
internal sealed partial class HeaderJson : JsonSerializerContext;
