namespace LocalVoice.Bench.Load;

/// <summary>A call that is to come.</summary>
/// <param name="Arrives">When the caller asks for a session, and speaks at once where there is room.</param>
/// <param name="Turns">Utterances, at least 1.</param>
/// <param name="Interval">From the beginning of one to that of the next, or until the response has been heard if that takes longer.</param>
public readonly record struct PlannedCall(TimeSpan Arrives, int Turns, TimeSpan Interval);
