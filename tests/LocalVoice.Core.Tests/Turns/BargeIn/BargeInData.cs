using System.Text.Json;

namespace LocalVoice.Core.Tests.Turns.BargeIn;

/// <summary>The lists as they are in the data file.</summary>
internal static class BargeInData
{
    private static readonly Dictionary<string, Dictionary<string, string[]>> Lists = Load();

    public static IReadOnlyList<string> Backchannels(string language) => Lists[language]["backchannel"];

    public static IReadOnlyList<string> Stops(string language) => Lists[language]["stop"];

    private static Dictionary<string, Dictionary<string, string[]>> Load()
    {
        using var stream = EmbeddedData.Open("Turns/BargeIn/Data/barge-in-words.json");
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(stream)!;
    }
}
