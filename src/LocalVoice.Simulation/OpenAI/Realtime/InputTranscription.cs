using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Realtime;

/// <summary>Tells the transcript of an utterance.</summary>
internal sealed class InputTranscription(SimulatedRealtimeOptions options, EventSender sender)
{
    private const string Prefix = "conversation.item.input_audio_transcription";

    private const int TokensPerSecond = 10;

    /// <summary>Never fails: where the client has left, nobody hears it.</summary>
    public async Task TellAsync(ConversationItem item, string model, CancellationToken left)
    {
        try
        {
            await Task.Delay(options.Transcription, options.Time, left).ConfigureAwait(false);

            // whisper-1 does not stream.
            if (model != "whisper-1")
            {
                await TellWordsAsync(item, left).ConfigureAwait(false);
            }

            var completed = About(item, "completed");
            completed["transcript"] = item.Text;
            completed["usage"] = Usage(item, model);
            await sender.SendAsync(completed, left).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Left.
        }
    }

    private async Task TellWordsAsync(ConversationItem item, CancellationToken left)
    {
        foreach (var (index, word) in item.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var delta = About(item, "delta");
            delta["delta"] = index == 0 ? word : $" {word}";
            await sender.SendAsync(delta, left).ConfigureAwait(false);
        }
    }

    private static JsonObject About(ConversationItem item, string kind) =>
        new()
        {
            ["type"] = $"{Prefix}.{kind}",
            ["item_id"] = item.Id,
            ["content_index"] = 0,
        };

    private static JsonObject Usage(ConversationItem item, string model)
    {
        if (model == "whisper-1")
        {
            return new() { ["type"] = "duration", ["seconds"] = Math.Ceiling(item.AudioDuration.TotalSeconds) };
        }

        var input = (int)Math.Ceiling(item.AudioDuration.TotalSeconds * TokensPerSecond);
        var output = item.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return new()
        {
            ["type"] = "tokens",
            ["total_tokens"] = input + output,
            ["input_tokens"] = input,
            ["input_token_details"] = new JsonObject { ["text_tokens"] = 0, ["audio_tokens"] = input },
            ["output_tokens"] = output,
        };
    }
}
