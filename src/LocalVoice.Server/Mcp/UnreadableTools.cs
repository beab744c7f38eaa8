using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LocalVoice.Server.Mcp;

/// <summary>
/// Tools for which whoever reads their list, here or at the client, would refuse all of it: nested too deeply, or with strings that
/// are no text.
/// </summary>
internal static class UnreadableTools
{
    /// <summary>What readers of JSON commonly allow is 64, of which the message around a tool takes three.</summary>
    private const int MostLevels = 60;

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>The same message without them; itself when there are none, or it is no list of tools.</summary>
    public static string LeaveOut(string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, AnyDepth);
            return
                IsObject(document.RootElement)
                && document.RootElement.TryGetProperty("result", out var result)
                && IsObject(result)
                && result.TryGetProperty("tools", out var tools)
                && tools.ValueKind is JsonValueKind.Array
                && tools.EnumerateArray().Any(IsUnreadable)
                ? Rewrite(document.RootElement, result, tools)
                : message;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The protocol's own reader tells what is wrong with it.
            return message;
        }
    }

    private static bool IsObject(JsonElement element) => element.ValueKind is JsonValueKind.Object;

    private static bool IsUnreadable(JsonElement tool) => IsDeeper(tool, MostLevels) || !IsText(tool);

    /// <summary>Half of a surrogate pair is none.</summary>
    private static bool IsText(JsonElement tool)
    {
        try
        {
            using var nowhere = new Utf8JsonWriter(Stream.Null);
            tool.WriteTo(nowhere);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsDeeper(JsonElement element, int levels) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => levels == 0 || element.EnumerateObject().Any(part => IsDeeper(part.Value, levels - 1)),
            JsonValueKind.Array => levels == 0 || element.EnumerateArray().Any(part => IsDeeper(part, levels - 1)),
            _ => false,
        };

    private static string Rewrite(JsonElement root, JsonElement result, JsonElement tools)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            CopyOthers(json, root, "result");
            json.WriteStartObject("result"u8);
            CopyOthers(json, result, "tools");
            json.WriteStartArray("tools"u8);
            foreach (var tool in tools.EnumerateArray().Where(tool => !IsUnreadable(tool)))
            {
                json.WriteRawValue(tool.GetRawText(), skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private static void CopyOthers(Utf8JsonWriter json, JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject().Where(property => !property.NameEquals(name)))
        {
            json.WritePropertyName(property.Name);
            json.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
        }
    }
}
