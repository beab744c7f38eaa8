using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalVoice.Engines.Deepgram.Aura;

/// <summary>Text as parts and messages.</summary>
internal static class SpeakText
{
    // developers.deepgram.com/docs/text-to-speech-latency, and the SDK's text_builder.py of 2026-07; the errors page has 2400.
    private const int MostCharacters = 2_000;

    // The service reads UTF-8: letters of Spanish need no escape.
    private static readonly SpeakJson Json = new(
        new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        }
    );

    public static ReadOnlyMemory<byte> Flush { get; } = """{"type":"Flush"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Clear { get; } = """{"type":"Clear"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Close { get; } = """{"type":"Close"}"""u8.ToArray();

    public static bool CanBeSpoken(string text) => text.Any(char.IsLetterOrDigit);

    /// <summary>As many parts as the service's limit needs, split at spaces.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            var length = LengthOfPart(rest);
            yield return rest[..length];
            rest = rest[length..].TrimStart();
        }
    }

    public static byte[] Message(string part) => JsonSerializer.SerializeToUtf8Bytes(new SpeakMessage("Speak", part), Json.SpeakMessage);

    private static int LengthOfPart(string text)
    {
        if (text.Length <= MostCharacters)
        {
            return text.Length;
        }

        var space = text.LastIndexOf(' ', MostCharacters - 1);
        if (space > 0)
        {
            return space + 1;
        }

        return char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
    }
}

internal sealed record SpeakMessage(string Type, string Text);

[JsonSerializable(typeof(SpeakMessage))]
internal sealed partial class SpeakJson : JsonSerializerContext;
