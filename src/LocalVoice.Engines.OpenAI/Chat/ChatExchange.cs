using System.Globalization;
using System.Text.Json.Nodes;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>What the wire tells of one response beside its text. For one thread at a time.</summary>
internal sealed class ChatExchange(BackendReport report)
{
    private bool _processingTold;

    public BackendReport Report => report;

    /// <summary>Whether <c>data: [DONE]</c> has come.</summary>
    public bool Done { get; set; }

    /// <summary>OpenAI: the time until its response began.</summary>
    public void Read(HttpResponseMessage response)
    {
        if (
            response.Headers.NonValidated.TryGetValues("openai-processing-ms", out var values)
            && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
        )
        {
            TellProcessing(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    /// <summary>Groq: in seconds, until the first token those of the queue and of the prompt.</summary>
    public void Read(JsonObject chunk)
    {
        var usage = chunk["x_groq"]?["usage"] ?? chunk["usage"];
        if (usage is JsonObject times && Seconds(times, "prompt_time") is { } prompt)
        {
            TellProcessing(TimeSpan.FromSeconds(prompt + (Seconds(times, "queue_time") ?? 0)));
        }
    }

    private void TellProcessing(TimeSpan processing)
    {
        if (!_processingTold && processing >= TimeSpan.Zero)
        {
            _processingTold = true;
            report.AddProcessing(processing);
        }
    }

    private static double? Seconds(JsonObject times, string name) =>
        times[name] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds < 3600 ? seconds : null;
}
