namespace LocalVoice.Bench.Clips;

/// <summary>The figures of one clip, played once. Times in milliseconds, from its last voiced sample.</summary>
/// <param name="V2vMs">To the first voiced sample of an answer that begins after it, at the client; null when unanswered.</param>
/// <param name="ReadyMs">To the first audio behind the gate; null where the server does not tell.</param>
/// <param name="LoneDecodeMs">How long the clip takes to decode while nothing else runs; null where it was not measured.</param>
/// <param name="Wer">Word errors per word of <paramref name="Text"/>; null without a text or a transcript.</param>
/// <param name="CutIn">Whether the agent was heard before the last voiced sample.</param>
/// <param name="WerWholeWindow">The same of the clip alone at the recogniser's whole window.</param>
/// <param name="VoicedErrorMs">Where the server took the last voiced sample to be.</param>
/// <param name="Answer">The first words of the answer.</param>
public sealed record ClipFigures(
    string File,
    string Lang,
    double? V2vMs,
    double? ReadyMs,
    double? LoneDecodeMs,
    string Heard,
    double? Wer,
    bool CutIn,
    string? Text,
    double? WerWholeWindow,
    string? HeardWholeWindow,
    double? DecisionMs,
    double? FinalMs,
    double? FirstTokenMs,
    double? FirstClauseMs,
    double? VoicedErrorMs,
    string Answer,
    int Caller,
    string? Error
)
{
    /// <param name="lone">Null where it was not measured, as is <paramref name="whole"/>.</param>
    public static ClipFigures Of(ClipPlay play, LoneTranscript? lone, LoneTranscript? whole)
    {
        ArgumentNullException.ThrowIfNull(play);
        var (clip, played, marks) = (play.Clip, play.Result, ClipMarks.Of(play.Result));
        var heard = HeardOf(play);
        return new ClipFigures(
            clip.File,
            clip.Language,
            Milliseconds.Of(played?.VoiceToVoice),
            marks.AudioReady,
            lone?.Milliseconds is { } decode ? Math.Round(decode, 1) : null,
            heard ?? "",
            heard is null ? null : Errors(clip, heard)?.Rate,
            played?.CutIn ?? false,
            clip.Text,
            whole is null ? null : Errors(clip, whole.Text)?.Rate,
            whole?.Text,
            marks.Decision,
            marks.Final,
            marks.FirstToken,
            marks.FirstClause,
            marks.VoiceError,
            played?.Answered ?? "",
            play.Caller,
            play.Error
        );
    }

    /// <summary>
    /// What counts for word errors: nothing where there was no answer, and null where a server answers without writing down.
    /// </summary>
    internal static string? HeardOf(ClipPlay play) => play.Result?.Heard ?? (play.Result?.VoiceToVoice is null ? "" : null);

    /// <summary>Null without a text.</summary>
    internal static WordErrors? Errors(Clip clip, string heard) => clip.Text is { } said ? WordErrors.Of(said, heard) : null;
}
