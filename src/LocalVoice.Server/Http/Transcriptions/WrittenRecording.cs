using LocalVoice.Core.Recordings;
using LocalVoice.Speech;

namespace LocalVoice.Server.Http.Transcriptions;

/// <summary>A recording that is written down.</summary>
/// <param name="Language">Code: as asked, or where it was to be detected that of most of the speech.</param>
internal sealed record WrittenRecording(IReadOnlyList<TranscribedPiece> Pieces, string Language, TimeSpan Duration)
{
    public string Text => string.Join(' ', Pieces.Select(piece => piece.Transcript.Text));

    /// <summary>As OpenAI's service bills recordings: whole seconds.</summary>
    public object Usage => new { type = "duration", seconds = (int)Math.Ceiling(Duration.TotalSeconds) };

    /// <param name="asked">The language that was asked for.</param>
    public static WrittenRecording Of(IReadOnlyList<TranscribedPiece> pieces, string asked, TimeSpan duration) =>
        new(pieces, asked == LanguageTag.Detected ? MostSpoken(pieces) ?? asked : asked, duration);

    private static string? MostSpoken(IEnumerable<TranscribedPiece> pieces) =>
        pieces
            .GroupBy(piece => piece.Transcript.Language)
            .MaxBy(language => language.Sum(piece => (piece.End - piece.Start).TotalSeconds))
            ?.Key;
}
