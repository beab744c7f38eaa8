using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Errors;

/// <summary>A refusal as it goes over the wire.</summary>
internal sealed record ErrorAnswer(int Status, JsonNode Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
