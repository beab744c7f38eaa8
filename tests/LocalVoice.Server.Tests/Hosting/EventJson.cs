using System.Text.Json;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>Short ways into an event.</summary>
internal static class EventJson
{
    public static string Type(this JsonElement json) => json.Text("type")!;

    public static string? Text(this JsonElement json, string path) => json.At(path).GetString();

    public static int Number(this JsonElement json, string path) => json.At(path).GetInt32();

    /// <summary>The value at a path like <c>response.output.0.id</c>.</summary>
    public static JsonElement At(this JsonElement json, string path) =>
        path.Split('.')
            .Aggregate(
                json,
                (value, name) =>
                    value.ValueKind == JsonValueKind.Array
                        ? value[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
                        : value.GetProperty(name)
            );

    public static bool IsNull(this JsonElement json, string path) => json.At(path).ValueKind == JsonValueKind.Null;
}
