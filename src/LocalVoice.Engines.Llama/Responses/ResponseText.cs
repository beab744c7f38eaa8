using LLama;
using LLama.Native;
using LocalVoice.Engines.Llama.Calls;
using LocalVoice.Engines.Llama.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Converts a response's tokens to text and tool calls. One response, one thread.</summary>
/// <param name="thoughts">Null for a model that cannot think aloud.</param>
/// <param name="tools">What the response may call.</param>
/// <param name="repetition">Null to let the model repeat itself.</param>
internal sealed class ResponseText(
    StreamingTokenDecoder decoder,
    ThoughtFilter? thoughts,
    StopSequences stops,
    ToolRequest tools,
    RepetitionGuard? repetition
)
{
    /// <summary>Whether the text ended before the model's did: at a stop sequence, after its one call, or in a repetition.</summary>
    public bool Stopped => stops.Stopped || Repeats || tools.Reader?.Stopped == true;

    /// <summary>Whether it ended because it repeated itself.</summary>
    public bool Repeats => repetition?.Stopped == true;

    public bool CalledTools => tools is { MayCall: true, Reader.SawCall: true };

    /// <summary>The calls so far, as the model wrote them.</summary>
    public IReadOnlyList<CallGroup> Calls => tools.Reader?.Groups ?? [];

    public IEnumerable<AIContent> Read(LLamaToken token)
    {
        if (thoughts?.Hides(token) == true)
        {
            return [];
        }

        decoder.Add(token);
        var text = decoder.Read();
        return Contents(stops.Pass(thoughts is null ? text : thoughts.AfterThought(text)));
    }

    public IEnumerable<AIContent> Flush()
    {
        List<AIContent> rest = [.. Contents(stops.Flush()), .. (tools.Reader?.Flush() ?? []).SelectMany(Guarded)];
        return repetition?.Flush() is { Length: > 0 } held ? [.. rest, new TextContent(held)] : rest;
    }

    private IEnumerable<AIContent> Contents(string text) =>
        text.Length == 0 ? []
        : tools.Reader is not { } reader ? Guarded(new TextContent(text))
        : reader.Read(text).SelectMany(Guarded);

    /// <summary>What the model says, not what it calls.</summary>
    private IEnumerable<AIContent> Guarded(AIContent content)
    {
        if (content is FunctionCallContent && !tools.MayCall)
        {
            return [];
        }

        if (repetition is null || content is not TextContent words)
        {
            return [content];
        }

        var passed = repetition.Pass(words.Text);
        return passed.Length == 0 ? [] : [new TextContent(passed)];
    }
}
