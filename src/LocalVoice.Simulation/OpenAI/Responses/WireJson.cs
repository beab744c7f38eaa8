using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>JSON as the services write it: letters beyond ASCII as they are.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Compact);

    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(Text(node));
}
