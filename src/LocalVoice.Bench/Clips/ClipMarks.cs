using LocalVoice.Client;
using LocalVoice.Client.Measures;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Bench.Clips;

/// <summary>
/// When the stages of a turn were done, in milliseconds from the clip's last voiced sample; null for a mark that the server did
/// not tell.
/// </summary>
/// <param name="Decision">That the turn has ended.</param>
/// <param name="Final">The transcript that was answered.</param>
/// <param name="AudioReady">First audio, behind the gate.</param>
/// <param name="VoiceError">Where the server took the last voiced sample to be.</param>
public sealed record ClipMarks(
    double? Decision,
    double? Final,
    double? FirstToken,
    double? FirstClause,
    double? AudioReady,
    double? VoiceError
)
{
    public static ClipMarks None { get; } = new(null, null, null, null, null, null);

    /// <summary>
    /// The server's clock is laid on the client's at the first audio: when it was sent it is taken to have arrived.
    /// </summary>
    public static ClipMarks Of(PlayedClip? played)
    {
        if (played is not { FirstArrival: { } arrival, Timeline: { } timeline })
        {
            return None;
        }

        var marks = TimelineMarks.Read(timeline);
        if (!marks.TryGetValue(TurnMark.FirstAudioSent, out var sent))
        {
            return None;
        }

        var shift = arrival - sent;
        return new ClipMarks(
            At(TurnMark.Decision),
            At(TurnMark.FinalTranscript),
            At(TurnMark.FirstToken),
            At(TurnMark.FirstClause),
            At(TurnMark.FirstAudioReady),
            At(TurnMark.LastVoiced)
        );

        double? At(TurnMark mark) => marks.TryGetValue(mark, out var at) ? Milliseconds.Of(at + shift) : null;
    }
}

/// <summary>Durations as they stand in reports.</summary>
internal static class Milliseconds
{
    /// <summary>To a tenth.</summary>
    public static double Of(TimeSpan span) => Math.Round(span.TotalMilliseconds, 1);

    public static double? Of(TimeSpan? span) => span is { } value ? Of(value) : null;
}
