using System.Text.Json;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>A request that was accepted.</summary>
/// <param name="MostTokens">Of the response.</param>
/// <param name="LastUserText">Empty where the user said nothing.</param>
/// <param name="PromptTokens">Words of all messages.</param>
internal sealed record ChatRequest(
    string Model,
    bool Stream,
    bool IncludeUsage,
    int MostTokens,
    IReadOnlyList<string> Stops,
    string LastUserText,
    int PromptTokens
)
{
    public static ChatRequest Read(JsonElement body)
    {
        var messages = body.GetProperty("messages").EnumerateArray().ToArray();
        var user = messages.LastOrDefault(message => message.GetProperty("role").GetString() == "user");
        var mostTokens = Number(body, "max_completion_tokens") ?? Number(body, "max_tokens") ?? int.MaxValue;
        return new(
            body.GetProperty("model").GetString()!,
            IsTrue(body, "stream"),
            body.TryGetProperty("stream_options", out var options)
                && options.ValueKind == JsonValueKind.Object
                && IsTrue(options, "include_usage"),
            mostTokens,
            Stopping(body),
            user.ValueKind == JsonValueKind.Undefined ? "" : Text(user),
            messages.Sum(message => Tokens.Of(Text(message)).Count)
        );
    }

    private static bool IsTrue(JsonElement value, string name) =>
        value.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static int? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null;

    private static IReadOnlyList<string> Stopping(JsonElement body) =>
        !body.TryGetProperty("stop", out var stop) ? []
        : stop.ValueKind == JsonValueKind.String ? [stop.GetString()!]
        : stop.ValueKind == JsonValueKind.Array ? [.. stop.EnumerateArray().Select(item => item.GetString()!)]
        : [];

    private static string Text(JsonElement message) =>
        !message.TryGetProperty("content", out var content) ? ""
        : content.ValueKind == JsonValueKind.String ? content.GetString()!
        : content.ValueKind == JsonValueKind.Array ? string.Concat(content.EnumerateArray().Select(PartText))
        : "";

    private static string PartText(JsonElement part) => part.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
}
