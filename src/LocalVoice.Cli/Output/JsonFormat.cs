using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Cli.Output;

/// <summary>How the verbs write JSON: snake case, letters of every language as they are.</summary>
internal static class JsonFormat
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };
}
