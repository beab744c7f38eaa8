using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LocalVoice.Client.Providers.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Client.Providers.Realtime;

/// <summary>Reads a response that begins or ends.</summary>
[Experimental("MEAI001")]
internal static class ResponseReader
{
    /// <param name="body">Of the event.</param>
    public static ResponseCreatedRealtimeServerMessage Read(JsonElement body, RealtimeServerMessageType type)
    {
        var response = body.Child("response");
        var output = response.Child("audio").Child("output");
        return new ResponseCreatedRealtimeServerMessage(type)
        {
            ResponseId = response.Text("id"),
            Status = response.Text("status"),
            Error = Error(response.Child("status_details").Child("error")),
            OutputAudioOptions = SessionReader.Format(output.Child("format")),
            OutputVoice = output.Text("voice"),
            OutputModalities = [.. response.Elements("output_modalities").Select(name => name.GetString()!)],
            MaxOutputTokens = response.Number("max_output_tokens"),
            Items = [.. response.Elements("output").Select(ItemReader.Read).OfType<RealtimeConversationItem>()],
            Usage = UsageReader.Read(response.Child("usage")),
            AdditionalProperties = Metadata(response.Child("metadata")),
        };
    }

    /// <returns>Null where there is none.</returns>
    public static ErrorContent? Error(JsonElement error) =>
        error.ValueKind != JsonValueKind.Object
            ? null
            : new ErrorContent(error.Text("message")) { ErrorCode = error.Text("code"), Details = error.Text("param") };

    private static AdditionalPropertiesDictionary? Metadata(JsonElement metadata) =>
        metadata.ValueKind != JsonValueKind.Object
            ? null
            : new(metadata.EnumerateObject().ToDictionary(pair => pair.Name, pair => (object?)pair.Value.ToString()));
}
