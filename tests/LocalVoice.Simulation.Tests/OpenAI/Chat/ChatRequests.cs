using LocalVoice.Simulation.OpenAI.Chat;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

/// <summary>Requests as the providers' documents show them.</summary>
internal static class ChatRequests
{
    public const string Path = "chat/completions";

    /// <summary>Five tokens.</summary>
    public static string Plain(string model, string more = "") =>
        $"{{\"model\":\"{model}\",\"messages\":[{{\"role\":\"system\",\"content\":\"You are helpful.\"}},"
        + $"{{\"role\":\"user\",\"content\":\"Hello there\"}}]{more}}}";

    public static string Streamed(string model, bool includeUsage = false) =>
        Plain(model, includeUsage ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : ",\"stream\":true");

    public static Task<SimulatedChatService> StartAsync(ChatDialect dialect, ScriptedResponse response) =>
        SimulatedChatService.StartAsync(Options(dialect) with { Respond = _ => response });

    public static SimulatedChatOptions Options(ChatDialect dialect) => new(dialect) { Time = new FixedClock() };

    /// <summary>The date of the documents' example; delays pass at once.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_694_268_190);
    }
}
