using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>What serves the columns of a group, ready to talk to.</summary>
internal interface IMeasuredColumns : IAsyncDisposable
{
    /// <exception cref="ClientException">The connection was refused or lost.</exception>
    Task<IReadOnlyList<SpokenTurn>> TalkAsync(Scenario scenario, int turns, CancellationToken cancellationToken);

    TurnFigures FiguresOf(SpokenTurn turn);
}

/// <summary>What every caller of a comparison is made of.</summary>
/// <param name="Profiles">Names of the configuration's.</param>
internal sealed record CallerParts(
    string Language,
    IReadOnlyList<BenchUtterance> Utterances,
    IReadOnlyList<string> Profiles,
    TimeProvider Time
);
