using LocalVoice.Simulation.Deepgram.Hearing;

namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>What v2/listen tells of a turn. Times are of the stream, in seconds.</summary>
/// <param name="WindowStart">Where the turn's audio begins: the end of the turn before.</param>
/// <param name="Confidence">That the turn is over.</param>
/// <param name="Language">Of the words; null without any.</param>
/// <param name="Trigger">What ended the turn; null for all but the end.</param>
internal sealed record TurnInfo(
    TurnEvent Event,
    int TurnIndex,
    double WindowStart,
    double WindowEnd,
    IReadOnlyList<TimedWord> Words,
    double Confidence,
    string? Language,
    TurnTrigger? Trigger = null
);

/// <summary>developers.deepgram.com/docs/flux/state.</summary>
internal enum TurnEvent
{
    Update,
    StartOfTurn,
    EagerEndOfTurn,
    TurnResumed,
    EndOfTurn,
}

/// <summary>developers.deepgram.com/docs/flux/force-end-turn.</summary>
internal enum TurnTrigger
{
    Model,
    Manual,
    Timeout,
}
