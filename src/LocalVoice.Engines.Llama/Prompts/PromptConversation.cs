using LocalVoice.Engines.Llama.Tools;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A conversation in the units by which a long prompt is shortened.</summary>
/// <param name="System">Instructions and, in most forms, functions: always kept. Null for none.</param>
internal sealed record PromptConversation(PromptMessage? System, IReadOnlyList<PromptTurn> Turns)
{
    /// <summary>The functions, where they stand outside of the system's message: always kept. Null for none.</summary>
    public PromptMessage? Tools { get; init; }

    /// <summary>Where <see cref="Tools"/> stand.</summary>
    public ToolListPlace ToolsPlace { get; init; }

    /// <summary>What is in every prompt, whatever is dropped.</summary>
    public IEnumerable<PromptMessage> Frame => new[] { System, Tools }.OfType<PromptMessage>();

    /// <summary>Length of the messages that are never dropped: the instructions, the functions and the last turn.</summary>
    public long KeptCharacters =>
        Frame.Sum(message => (long)message.Content.Length)
        + (Turns is [.., { Pinned: false } last] ? last.Messages.Sum(message => (long)message.Content.Length) : 0);

    /// <summary>All messages except those of the oldest turns.</summary>
    /// <param name="dropped">Number of turns, pinned ones not counted.</param>
    /// <param name="droppedPinned">Number of pinned turns.</param>
    public IEnumerable<PromptMessage> Messages(int dropped = 0, int droppedPinned = 0)
    {
        List<PromptTurn> kept = [.. Turns.Where(turn => (turn.Pinned ? droppedPinned-- : dropped--) <= 0)];
        if (System is not null)
        {
            kept.Insert(0, new PromptTurn([System], Pinned: true));
        }

        if (Tools is not null)
        {
            kept.Insert(PlaceOfTools(kept), new PromptTurn([Tools], Pinned: true));
        }

        return kept.SelectMany(turn => turn.Messages);
    }

    private int PlaceOfTools(List<PromptTurn> kept)
    {
        var user =
            ToolsPlace == ToolListPlace.BeforeFirstUser ? kept.FindIndex(turn => !turn.Pinned) : kept.FindLastIndex(turn => !turn.Pinned);
        var place = user < 0 ? kept.Count : user;
        while (ToolsPlace == ToolListPlace.BeforeLastUserAndSystem && place > 0 && kept[place - 1].Pinned)
        {
            place--;
        }

        return place;
    }
}
