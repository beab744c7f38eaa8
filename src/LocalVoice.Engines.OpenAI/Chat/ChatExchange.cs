using System.Text.Json.Nodes;
using LocalVoice.Engines.OpenAI.Chat.Calls;
using LocalVoice.Engines.OpenAI.Http;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>What the wire tells of one response beside its text. For one thread at a time.</summary>
internal sealed class ChatExchange(BackendReport report, ToolCallExtras extras)
{
    private bool _processingTold;

    public BackendReport Report => report;

    /// <summary>Of all exchanges with the service.</summary>
    public ToolCallExtras Extras => extras;

    /// <summary>Whether <c>data: [DONE]</c> has come.</summary>
    public bool Done { get; set; }

    public void Read(HttpResponseMessage response) => _processingTold |= ProcessingTime.AddTo(report, response);

    /// <summary>Groq: in seconds, until the first token those of the queue and of the prompt.</summary>
    public void Read(JsonObject chunk)
    {
        var usage = chunk["x_groq"]?["usage"] ?? chunk["usage"];
        if (!_processingTold && usage is JsonObject times && Seconds(times, "prompt_time") is { } prompt)
        {
            _processingTold = true;
            report.AddProcessing(TimeSpan.FromSeconds(prompt + (Seconds(times, "queue_time") ?? 0)));
        }
    }

    private static double? Seconds(JsonObject times, string name) =>
        times[name] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is >= 0 and < 3600 ? seconds : null;
}
