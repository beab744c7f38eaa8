using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>How tools write JSON: snake case, letters of every language as they are.</summary>
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
