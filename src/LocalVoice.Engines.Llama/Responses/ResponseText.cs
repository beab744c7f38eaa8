using LLama;
using LLama.Native;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>From a response's tokens to words and tool calls. One answer, one thread.</summary>
internal sealed class ResponseText(StreamingTokenDecoder decoder, StopSequences stops, ToolCallReader? tools)
{
    /// <summary>A stop sequence was written: nothing more is wanted.</summary>
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
