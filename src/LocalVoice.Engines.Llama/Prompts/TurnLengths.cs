namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// The lengths of one conversation's turns in tokens, each counted when it is asked for, and once. A turn that can never
/// fit is not counted: its length is then the least that it can be.
/// </summary>
/// <param name="longest">A turn with more characters can never fit.</param>
/// <param name="charactersPerToken">The most.</param>
/// <exception cref="OperationCanceledException">Every member that counts stops before the next turn when cancelled.</exception>
internal sealed class TurnLengths(
    IPromptTokenizer tokenizer,
    IReadOnlyList<PromptTurn> turns,
    long longest,
    int charactersPerToken,
    CancellationToken cancellationToken
)
{
    private readonly Dictionary<PromptTurn, int> _lengths = new(ReferenceEqualityComparer.Instance);
    private readonly List<PromptTurn> _droppable = [.. turns.Where(turn => !turn.Pinned).SkipLast(1)];
    private readonly List<PromptTurn> _pinned = [.. turns.Where(turn => turn.Pinned)];

    /// <summary>Number of turns that may be dropped: all but the pinned ones and the last.</summary>
    public int Droppable => _droppable.Count;

    /// <summary>Number of pinned turns, which may be dropped last.</summary>
    public int Pinned => _pinned.Count;

    /// <summary>Length of the turns that are left when the oldest are dropped.</summary>
    public int Left(int dropped, int droppedPinned) => turns.Where(turn => (turn.Pinned ? droppedPinned-- : dropped--) <= 0).Sum(Of);

    /// <returns>
    /// Number of turns dropped when to the oldest <paramref name="dropped"/> the next are added that together have at
    /// least <paramref name="missing"/> tokens.
    /// </returns>
    public int Drop(int dropped, int missing) => Drop(_droppable, dropped, missing);

    /// <inheritdoc cref="Drop(int, int)"/>
    public int DropPinned(int dropped, int missing) => Drop(_pinned, dropped, missing);

    private int Drop(List<PromptTurn> from, int dropped, int missing)
    {
        for (var tokens = 0; dropped < from.Count && tokens < missing; dropped++)
        {
            tokens += Of(from[dropped]);
        }

        return dropped;
    }

    private int Of(PromptTurn turn)
    {
        if (!_lengths.TryGetValue(turn, out var length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var characters = turn.Messages.Sum(message => (long)message.Content.Length);
            length =
                characters > longest
                    ? (int)(characters / charactersPerToken)
                    : tokenizer.Tokenize(turn.Messages, PromptEnding.Closed).Length;
            _lengths.Add(turn, length);
        }

        return length;
    }
}
