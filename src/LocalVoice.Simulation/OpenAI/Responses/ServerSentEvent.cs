using System.Text;
using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>An event of a <c>text/event-stream</c>.</summary>
/// <param name="Text">With its empty line.</param>
/// <param name="IsWord">It carries a token; faults count these.</param>
internal sealed record ServerSentEvent(string Text, bool IsWord = false)
{
    public const string MediaType = "text/event-stream; charset=utf-8";

    public static ServerSentEvent Done { get; } = new("data: [DONE]\n\n");

    public static ServerSentEvent Data(JsonNode data, bool isWord = false) => new($"data: {WireJson.Text(data)}\n\n", isWord);

    public static ServerSentEvent Named(string name, JsonNode data) => new($"event: {name}\ndata: {WireJson.Text(data)}\n\n");

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);
}
