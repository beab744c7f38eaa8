using System.Collections.Immutable;
using LocalVoice.Engines;
using LocalVoice.Remote;

namespace LocalVoice.Core.Sessions;

/// <summary>
/// The marks of one turn: the only source of the client's event, the page's waterfall, metrics and reports. Contains
/// numbers and engine names, never transcripts.
/// </summary>
/// <param name="TurnId">Number of the turn within the session, from 1.</param>
/// <param name="Marks">Offsets from the last voiced sample (negative before it). Marks that did not happen are absent.</param>
/// <param name="Engines">Who served each stage.</param>
/// <param name="SpeculationsUsed">1 when the work started in the silence was used, else 0.</param>
/// <param name="SpeculationsWasted">Speculative responses discarded because the user went on speaking.</param>
/// <param name="Pipeline">How the stages were connected.</param>
public sealed record TurnTimeline(
    long TurnId,
    ImmutableSortedDictionary<TurnMark, TimeSpan> Marks,
    ImmutableArray<ServedStage> Engines,
    int SpeculationsUsed,
    int SpeculationsWasted,
    Sessions.PipelineMode Pipeline
)
{
    /// <summary>Speculative responses, used or not, begun on an interim, before a pause told that the user may have finished.</summary>
    public int SpeculationsOnInterim { get; init; }

    /// <summary>Position of the end of the last voiced sample in the client's audio; null where the client ended the turn.</summary>
    public TimeSpan? LastVoicedAudio { get; init; }

    /// <summary>When the last voiced sample was: what the marks' offsets count from.</summary>
    public DateTimeOffset? LastVoicedAt { get; init; }

    /// <summary>Time from one mark to another; null when either is absent.</summary>
    public TimeSpan? Between(TurnMark from, TurnMark to) =>
        Marks.TryGetValue(from, out var start) && Marks.TryGetValue(to, out var end) ? end - start : null;

    /// <summary>Last voiced sample → first audio handed to the transport.</summary>
    public TimeSpan? VoiceToVoice => Between(TurnMark.LastVoiced, TurnMark.FirstAudioSent);
}

/// <summary>Who served a stage of a turn, and what that took beyond this process.</summary>
public sealed record ServedStage(EngineInfo Engine, BackendUse Use);
