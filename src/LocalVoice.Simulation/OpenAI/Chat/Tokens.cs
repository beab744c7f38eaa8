namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Words as tokens: all but the first begin with their space.</summary>
internal static class Tokens
{
    public static IReadOnlyList<string> Of(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, index) => index == 0 ? word : $" {word}")];
}
