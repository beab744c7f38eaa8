namespace LocalVoice.Bench.Turns.Live;

/// <summary>What was measured over the WebSocket.</summary>
/// <param name="Echo">By level of the echo, dB: share of the turns in which the agent took its own voice for the user's.</param>
/// <param name="EchoTurns">Turns per level.</param>
public sealed record LiveFigures(BargeInFigures BargeIn, IReadOnlyDictionary<string, double> Echo, int EchoTurns);
