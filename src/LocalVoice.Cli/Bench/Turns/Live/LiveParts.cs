using LocalVoice.Bench.Turns.Live;

namespace LocalVoice.Cli.Bench.Turns.Live;

/// <summary>Which sounds a live run plays: of <c>--sounds</c>.</summary>
/// <param name="names">Names separated by commas.</param>
internal sealed class LiveParts(string names)
{
    private const string EchoName = "echo";

    private static readonly Dictionary<string, OverlapKind> Kinds = new(StringComparer.Ordinal)
    {
        ["interruption"] = OverlapKind.Interruption,
        ["backchannel"] = OverlapKind.Backchannel,
        ["noise"] = OverlapKind.Noise,
        ["other-voice"] = OverlapKind.OtherVoice,
    };

    private readonly string[] _names = Split(names);

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys, EchoName];

    /// <summary>Whether turns are spoken with an agent that hears itself.</summary>
    public bool Echo => _names.Contains(EchoName);

    /// <returns>What is wrong with the option's value; null when nothing is.</returns>
    public static string? Fault(string names) =>
        Split(names).Except(Names).FirstOrDefault() is { } unknown ? $"--sounds: '{unknown}' is none of {string.Join(", ", Names)}." : null;

    public bool Plays(OverlapKind kind) => _names.Any(name => Kinds.TryGetValue(name, out var named) && named == kind);

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.TrimEntries);
}
