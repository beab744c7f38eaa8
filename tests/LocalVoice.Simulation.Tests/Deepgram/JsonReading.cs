using System.Text.Json;

namespace LocalVoice.Simulation.Tests.Deepgram;

/// <summary>Reads messages by the names of their fields.</summary>
internal static class JsonReading
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static double Number(this JsonElement json, string name) => json.GetProperty(name).GetDouble();

    public static int Whole(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static bool Flag(this JsonElement json, string name) => json.GetProperty(name).GetBoolean();

    /// <summary>Of Results.</summary>
    public static string Transcript(this JsonElement results) => results.Alternative().Text("transcript");

    /// <summary>Of Results.</summary>
    public static JsonElement Alternative(this JsonElement results) => results.GetProperty("channel").GetProperty("alternatives")[0];

    /// <summary>Names of the fields, in order.</summary>
    public static string Names(this JsonElement json) => string.Join(' ', json.EnumerateObject().Select(field => field.Name));
}
