using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Engines.Candidates;

/// <summary>A quantity of all candidates of a stage, measured in turns.</summary>
/// <param name="Models">The best median first.</param>
/// <param name="Lead">Of the first over the second; null for a single candidate.</param>
public sealed record CandidateFigure(string Stage, string Measure, string Unit, IReadOnlyList<CandidateValues> Models, CandidateLead? Lead);

/// <param name="Values">Of the measured rounds.</param>
public sealed record CandidateValues(string Model, Distribution Values);

/// <summary>
/// The best candidate's value ÷ the next one's, round by round, so that what slows a whole round down counts for neither.
/// </summary>
/// <param name="Ratio">The median.</param>
/// <param name="IsClear">Whether at least three quarters of the rounds agree on who is better.</param>
public sealed record CandidateLead(double Ratio, bool IsClear);
