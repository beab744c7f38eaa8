using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;

namespace LocalVoice.Simulation.OpenAI.Speech;

/// <summary>Speech with <c>stream_format</c> <c>sse</c>.</summary>
internal static class SpeechEvents
{
    public static byte[] Delta(byte[] audio) =>
        ServerSentEvent.Data(new JsonObject { ["type"] = "speech.audio.delta", ["audio"] = Convert.ToBase64String(audio) }).Bytes;

    public static byte[] Done(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var usage = new JsonObject
        {
            ["input_tokens"] = words,
            ["output_tokens"] = words * 10,
            ["total_tokens"] = words * 11,
        };
        return ServerSentEvent.Data(new JsonObject { ["type"] = "speech.audio.done", ["usage"] = usage }).Bytes;
    }

    public static byte[] Failure() => ServerSentEvent.Data(OpenAIErrors.Amid()).Bytes;
}
