namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A conversation in the units by which a long prompt is shortened.</summary>
/// <param name="System">Instructions and tools: always kept. Null for none.</param>
internal sealed record PromptConversation(PromptMessage? System, IReadOnlyList<PromptTurn> Turns)
{
    /// <summary>Length of all messages.</summary>
    public long Characters => Messages().Sum(message => (long)message.Content.Length);

    /// <summary>Length of the messages that are never dropped: instructions, pinned turns and the last turn.</summary>
    public long KeptCharacters => Messages(int.MaxValue).Sum(message => (long)message.Content.Length) + LastDroppable;

    private long LastDroppable => Turns is [.., { Pinned: false } last] ? last.Messages.Sum(message => (long)message.Content.Length) : 0;

    /// <summary>All messages except those of the first <paramref name="dropped"/> droppable turns.</summary>
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
