using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Redaction;

/// <summary>Takes numbers and names out of records before they are encrypted. What it takes out is nowhere in the store.</summary>
internal sealed class Redactor(RedactedWords words)
{
    public const string NumberMark = "[number]";
    public const string NameMark = "[name]";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> NameFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "name",
        "first_name",
        "last_name",
        "full_name",
        "surname",
        "customer",
        "patient",
        "nombre",
        "apellido",
        "apellidos",
        "cliente",
        "paciente",
        "nom",
        "cognom",
        "cognoms",
        "client",
        "pacient",
    };

    /// <param name="names">Of the conversation; those that are found are added.</param>
    /// <param name="language">Of the conversation.</param>
    public RecordBody Redact(RecordBody body, KnownNames names, string language)
    {
        if (words == RedactedWords.None)
        {
            return body;
        }

        return body switch
        {
            ItemBody { Text: { } text } item => item with { Text = Text(text) },
            CallBody call => call with { Arguments = Json(call.Arguments) },
            OutputBody output => output with { Output = JsonOrNull(output.Output), Error = JsonOrNull(output.Error) },
            _ => body,
        };

        string Text(string text)
        {
            var left = words.HasFlag(RedactedWords.Names) ? NameRedaction.Redact(text, NameMark, names) : text;
            return words.HasFlag(RedactedWords.Numbers) ? NumberRedaction.Redact(left, NumberMark, language) : left;
        }

        string? JsonOrNull(string? text) => text is null ? null : Json(text);

        string Json(string text)
        {
            try
            {
                var document = JsonNode.Parse(text);
                return document is JsonObject or JsonArray ? Node(document, isName: false)!.ToJsonString(Relaxed) : Text(text);
            }
            catch (Exception wrong) when (wrong is JsonException or ArgumentException)
            {
                return Text(text);
            }
        }

        JsonNode? Node(JsonNode? node, bool isName) =>
            node switch
            {
                JsonObject fields => new JsonObject(
                    fields.Select(field => KeyValuePair.Create(field.Key, Node(field.Value, NameFields.Contains(field.Key))))
                ),
                JsonArray items => new JsonArray([.. items.Select(item => Node(item, isName))]),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => Value(value.GetValue<string>(), isName),
                JsonValue value when value.GetValueKind() == JsonValueKind.Number && words.HasFlag(RedactedWords.Numbers) => NumberMark,
                _ => node?.DeepClone(),
            };

        string Value(string text, bool isName)
        {
            if (!isName || !words.HasFlag(RedactedWords.Names))
            {
                return Text(text);
            }

            names.Add(text);
            return NameMark;
        }
    }
}
