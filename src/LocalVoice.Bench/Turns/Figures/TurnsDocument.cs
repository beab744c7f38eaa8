using LocalVoice.Bench.Report;
using LocalVoice.Bench.Turns.Live;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Turns.Figures;

/// <summary>The document of <c>bench turns --json</c>. Rates are fractions, 0…1.</summary>
/// <param name="Policies">Empty where only what is live was measured.</param>
public sealed record TurnsDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    TurnSetFigures Set,
    string Recognizer,
    DecodeFigures Decode,
    IReadOnlyDictionary<string, PolicyFigures> Policies,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Null where only the endpointing was measured.</summary>
    public BargeInFigures? BargeIn { get; init; }

    /// <summary>By level of the echo, dB: share of the turns in which the agent took its own voice for the user's.</summary>
    public IReadOnlyDictionary<string, double>? Echo { get; init; }

    /// <summary>Turns per level of the echo.</summary>
    public int? EchoTurns { get; init; }

    /// <summary>Null where none was walked.</summary>
    public WalkFigures? Walk { get; init; }

    public TurnsDocument With(LiveFigures live)
    {
        ArgumentNullException.ThrowIfNull(live);
        return this with { BargeIn = live.BargeIn, Echo = live.Echo, EchoTurns = live.EchoTurns };
    }
}

/// <summary>What the policies were measured on.</summary>
/// <param name="Half"><c>calibration</c> or <c>figures</c>.</param>
/// <param name="NotFound">Inner pauses that no session would have found at all.</param>
public sealed record TurnSetFigures(
    string Language,
    string Half,
    int Seed,
    int Clips,
    int PausesCued,
    int PausesUncued,
    int Ends,
    int NotFound,
    IReadOnlyList<string> Speakers
)
{
    public static TurnSetFigures Of(IReadOnlyList<ReplayedClip> clips, string language, SetHalf half, int seed)
    {
        var silences = clips.SelectMany(clip => clip.Clip.Silences).ToList();
        var found = clips
            .SelectMany(clip => clip.Candidates)
            .Select(candidate => candidate.Label)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return new(
            language,
            half.ToString().ToLowerInvariant(),
            seed,
            clips.Count,
            silences.Count(silence => silence.Kind is PauseKind.Cued),
            silences.Count(silence => silence.Kind is PauseKind.Uncued),
            silences.Count(silence => silence.Kind is null),
            silences.Count(silence => silence.Kind is not null && !found.Contains(silence)),
            [.. clips.Select(clip => clip.Clip.Speaker).Distinct().Order(StringComparer.Ordinal)]
        );
    }
}

/// <summary>What a decode is charged with: ms, and ms per second of audio.</summary>
public sealed record DecodeFigures(double BaseMs, double PerSecondMs);
