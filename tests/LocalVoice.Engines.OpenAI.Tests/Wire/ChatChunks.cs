using System.Text.Json;

namespace LocalVoice.Engines.OpenAI.Tests.Wire;

/// <summary>Chunks in OpenAI's form, for what a test says itself.</summary>
internal static class ChatChunks
{
    public const string Done = "data: [DONE]\n\n";

    public static string Text(string content) => Delta($$"""{"content":{{JsonSerializer.Serialize(content)}}}""");

    public static string Delta(string delta) => Chunk($$"""{"index":0,"delta":{{delta}},"finish_reason":null}""");

    public static string Finish(string? reason = "stop") =>
        Chunk($$"""{"index":0,"delta":{},"finish_reason":{{JsonSerializer.Serialize(reason)}}}""");

    public static string Chunk(string choice, string more = "") =>
        $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{{choice}}]{{more}}}""" + "\n\n";
}
