using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>JSON settings of the tools: snake case, letters of every language unescaped.</summary>
public static class JsonFormat
{
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
        };
}
