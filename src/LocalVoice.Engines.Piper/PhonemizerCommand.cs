namespace LocalVoice.Engines.Piper;

/// <summary>The command line of a program that runs <see cref="PhonemizerWorker"/>.</summary>
/// <param name="FileName">A path, or a name on the search path.</param>
/// <param name="Arguments">In order, unquoted.</param>
public sealed record PhonemizerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Environment variables of the process beside the few that it inherits.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
