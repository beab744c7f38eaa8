using System.Text.Json;

namespace LocalVoice.Simulation.OpenAI.Requests;

/// <summary>A request that a simulated service received, refused ones included.</summary>
/// <param name="Headers">Names in lower case; without <c>authorization</c>.</param>
/// <param name="Body">JSON as sent, or the text fields of a form as an object; undefined where there was none, or no JSON.</param>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    /// <summary>The file of a form; empty where there was none.</summary>
    public ReadOnlyMemory<byte> File { get; init; }
}
