using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Clips;

/// <summary>The document of <c>bench --wav --json</c>.</summary>
/// <param name="V2vMs">Of the answered.</param>
/// <param name="Wer">Word errors per word over all clips with a text, 0.05 for 5 %; null without any.</param>
/// <param name="WerWholeWindow">The same of the clips alone at the recogniser's whole window.</param>
/// <param name="Unanswered">Clips that no answer followed within 12 s.</param>
/// <param name="Sessions">Callers at once.</param>
/// <param name="Models">Stage → engine, model and device, as the server names them.</param>
/// <param name="Packages">Stage → the engine's package, with its version.</param>
public sealed record ClipDocument(
    IReadOnlyList<ClipFigures> Clips,
    Distribution V2vMs,
    Distribution ReadyMs,
    Distribution LoneDecodeMs,
    double? Wer,
    int CutIns,
    int Unanswered,
    double? WerWholeWindow,
    int Sessions,
    DateTimeOffset Date,
    MachineInfo Machine,
    IReadOnlyDictionary<string, string> Models,
    IReadOnlyDictionary<string, string> Packages,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Null for one that runs elsewhere.</summary>
    public StartedServer? Server { get; init; }

    public static ClipDocument Of(IReadOnlyList<MeasuredClip> measured, int sessions, DateTimeOffset date, IReadOnlyList<string> notes)
    {
        var clips = measured.Select(clip => ClipFigures.Of(clip.Play, clip.Lone, clip.Whole)).ToList();
        var engines = EngineNames.Of(measured.Select(clip => clip.Play.Result?.Timeline));
        return new ClipDocument(
            clips,
            Over(clip => clip.V2vMs),
            Over(clip => clip.ReadyMs),
            Over(clip => clip.LoneDecodeMs),
            Total(clip => ClipFigures.HeardOf(clip.Play)),
            clips.Count(clip => clip.CutIn),
            clips.Count(clip => clip.V2vMs is null),
            Total(clip => clip.Whole?.Text),
            sessions,
            date,
            MachineInfo.Current(),
            engines.Models,
            engines.Packages,
            notes
        );

        Distribution Over(Func<ClipFigures, double?> figure) => Distribution.Of(clips.Select(figure).OfType<double>());

        double? Total(Func<MeasuredClip, string?> heard) =>
            measured
                .Select(clip => heard(clip) is { } words ? ClipFigures.Errors(clip.Play.Clip, words) : null)
                .OfType<WordErrors>()
                .Aggregate(default(WordErrors), WordErrors.Add)
                .Rate;
    }
}

/// <summary>A server that was started for the run.</summary>
/// <param name="StartUpMs">From the start of its process until it was ready.</param>
/// <param name="StartMiB">Resident memory then.</param>
/// <param name="PeakMiB">The highest that was seen.</param>
/// <param name="EndMiB">After the last clip.</param>
public sealed record StartedServer(double StartUpMs, double StartMiB, double PeakMiB, double EndMiB);

/// <summary>A play with the clip's own decodes; null where they were not measured.</summary>
public sealed record MeasuredClip(ClipPlay Play, LoneTranscript? Lone, LoneTranscript? Whole);
