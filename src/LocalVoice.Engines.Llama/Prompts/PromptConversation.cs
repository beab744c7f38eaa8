namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A conversation in the units by which a long prompt is shortened.</summary>
/// <param name="System">Instructions and tools: always kept. Null for none.</param>
internal sealed record PromptConversation(PromptMessage? System, IReadOnlyList<PromptTurn> Turns)
{
    /// <summary>Length of the messages that are never dropped: the instructions and the last turn.</summary>
    public long KeptCharacters =>
        (System?.Content.Length ?? 0)
        + (Turns is [.., { Pinned: false } last] ? last.Messages.Sum(message => (long)message.Content.Length) : 0);

    /// <summary>All messages except those of the oldest turns.</summary>
    /// <param name="dropped">Number of turns, pinned ones not counted.</param>
    /// <param name="droppedPinned">Number of pinned turns.</param>
    public IEnumerable<PromptMessage> Messages(int dropped = 0, int droppedPinned = 0)
    {
        if (System is not null)
        {
            yield return System;
        }

        foreach (var turn in Turns)
        {
            if ((turn.Pinned ? droppedPinned-- : dropped--) > 0)
            {
                continue;
            }

            foreach (var message in turn.Messages)
            {
                yield return message;
            }
        }
    }
}
