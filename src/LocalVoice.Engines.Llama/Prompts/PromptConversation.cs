namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A conversation in the parts that a long prompt is cut by.</summary>
/// <param name="System">Instructions and tools: always kept. Null without.</param>
internal sealed record PromptConversation(PromptMessage? System, IReadOnlyList<PromptTurn> Turns)
{
    /// <summary>All messages but those of the first <paramref name="dropped"/> turns that may go.</summary>
    public IEnumerable<PromptMessage> Messages(int dropped = 0)
    {
        if (System is not null)
        {
            yield return System;
        }

        foreach (var turn in Turns)
        {
            if (!turn.Pinned && dropped > 0)
            {
                dropped--;
                continue;
            }

            foreach (var message in turn.Messages)
            {
                yield return message;
            }
        }
    }
}
