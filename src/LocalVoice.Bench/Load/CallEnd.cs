using LocalVoice.Client;

namespace LocalVoice.Bench.Load;

/// <summary>How one offered call went.</summary>
/// <param name="Due">Utterances that the caller wanted to say.</param>
/// <param name="RefusedAfter">From asking for the session to the server's refusal; null for a call that it took.</param>
/// <param name="Turns">What was said; nothing of a call that was lost.</param>
internal readonly record struct CallEnd(int Due, TimeSpan? RefusedAfter, IReadOnlyList<SpokenTurn> Turns);
