using System.Text.Json;

namespace LocalVoice.Server.Protocol;

/// <summary>Reads the arguments of a call that the client sends back: a JSON object in a string.</summary>
internal static class CallArguments
{
    /// <exception cref="ProtocolException">It is none.</exception>
    public static Dictionary<string, object?> Read(EventField arguments)
    {
        var text = arguments.Text();
        try
        {
            return text.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, object?>>(text) ?? [];
        }
        catch (JsonException)
        {
            throw arguments.Invalid("Expected a JSON object, written as a string.");
        }
    }
}
