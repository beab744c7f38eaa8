using LLama;
using LLama.Native;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Converts a response's tokens to text and tool calls. One response, one thread.</summary>
internal sealed class ResponseText(StreamingTokenDecoder decoder, StopSequences stops, ToolCallReader? tools)
{
    /// <summary>Whether a stop sequence was generated.</summary>
    public bool Stopped => stops.Stopped;

    public bool CalledTools => tools?.SawCall == true;

    public IEnumerable<AIContent> Read(LLamaToken token)
    {
        decoder.Add(token);
        return Contents(stops.Pass(decoder.Read()));
    }

    public IEnumerable<AIContent> Flush() => [.. Contents(stops.Flush()), .. tools?.Flush() ?? []];

    private IEnumerable<AIContent> Contents(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        return tools is null ? [new TextContent(text)] : tools.Read(text);
    }
}
