using System.Collections.Immutable;
using LocalVoice.Engines;

namespace LocalVoice.Core.Sessions;

/// <summary>
/// Where one turn's time went: the single source of the client's event, the page's waterfall, metrics and reports.
/// Numbers and engine names only, never words.
/// </summary>
/// <param name="TurnId">Counts the session's turns from 1.</param>
/// <param name="Marks">Offsets from the last voiced sample (negative before it). A mark that did not happen is absent.</param>
/// <param name="Engines">What served each stage.</param>
/// <param name="SpeculationsUsed">1 when the work begun in the silence was kept, else 0.</param>
/// <param name="SpeculationsWasted">Attempts that were thrown away because the user went on.</param>
/// <param name="Pipeline">How the stages were wired.</param>
public sealed record TurnTimeline(
    long TurnId,
    ImmutableSortedDictionary<TurnMark, TimeSpan> Marks,
    ImmutableArray<EngineInfo> Engines,
    int SpeculationsUsed,
    int SpeculationsWasted,
    Sessions.PipelineMode Pipeline
)
{
    /// <summary>Time from one mark to another, or null where either is missing.</summary>
    public TimeSpan? Between(TurnMark from, TurnMark to) =>
        Marks.TryGetValue(from, out var start) && Marks.TryGetValue(to, out var end) ? end - start : null;

    /// <summary>Last voiced sample → first audio handed to the transport.</summary>
    public TimeSpan? VoiceToVoice => Between(TurnMark.LastVoiced, TurnMark.FirstAudioSent);
}
