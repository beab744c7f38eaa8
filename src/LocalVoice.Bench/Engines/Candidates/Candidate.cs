namespace LocalVoice.Bench.Engines.Candidates;

/// <summary>A model that competes with others for its stage on this machine. Loaded and warmed up.</summary>
/// <param name="Stage"><c>stt</c>, <c>llm</c> or <c>tts</c>.</param>
/// <param name="Measures">The same for every candidate of a stage, in the same order.</param>
public sealed record Candidate(string Stage, string Name, IReadOnlyList<CandidateMeasure> Measures);

/// <summary>A quantity of a candidate.</summary>
/// <param name="Unit"><c>ms</c> or <c>tokens/s</c>.</param>
/// <param name="RunAsync">Measures it once; receives the number of the round. An <c>EngineException</c> ends the candidate's part.</param>
public sealed record CandidateMeasure(string Name, string Unit, Better Better, Func<int, CancellationToken, Task<double>> RunAsync);

/// <summary>Which of two values is better.</summary>
public enum Better
{
    Lower,
    Higher,
}
