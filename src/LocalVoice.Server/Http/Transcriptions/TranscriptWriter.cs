using System.Globalization;
using System.Text;
using LocalVoice.Core.Recordings;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Transcriptions;

/// <summary>Writes a transcript in the forms that OpenAI's service has for it.</summary>
internal static class TranscriptWriter
{
    public static IResult Write(WrittenRecording recording, TranscriptFormat format) =>
        format switch
        {
            TranscriptFormat.Text => Text(recording.Text + "\n", "text/plain"),
            TranscriptFormat.Srt => Text(Subtitles(recording, "", ','), "application/x-subrip"),
            TranscriptFormat.Vtt => Text(Subtitles(recording, "WEBVTT\n\n", '.'), "text/vtt"),
            TranscriptFormat.VerboseJson => Results.Json(Verbose(recording), ApiJson.Options),
            _ => Results.Json(new { text = recording.Text, usage = recording.Usage }, ApiJson.Options),
        };

    private static IResult Text(string text, string mediaType) => Results.Text(text, mediaType, Encoding.UTF8);

    private static string Subtitles(WrittenRecording recording, string head, char beforeMilliseconds)
    {
        var text = new StringBuilder(head);
        foreach (var (index, piece) in recording.Pieces.Index())
        {
            var number = beforeMilliseconds == ',' ? $"{index + 1}\n" : "";
            var (start, end) = (Time(piece.Start, beforeMilliseconds), Time(piece.End, beforeMilliseconds));
            text.Append(CultureInfo.InvariantCulture, $"{number}{start} --> {end}\n{piece.Transcript.Text}\n\n");
        }

        return text.ToString();
    }

    private static string Time(TimeSpan at, char beforeMilliseconds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)at.TotalHours:00}:{at.Minutes:00}:{at.Seconds:00}{beforeMilliseconds}{at.Milliseconds:000}"
        );

    private static object Verbose(WrittenRecording recording) =>
        new
        {
            task = "transcribe",
            language = LanguageNames.Of(recording.Language),
            duration = Math.Round(recording.Duration.TotalSeconds, 3),
            text = recording.Text,
            segments = recording.Pieces.Select(Segment),
            usage = recording.Usage,
        };

    /// <summary>What no recogniser here tells has the value that says nothing.</summary>
    private static object Segment(TranscribedPiece piece, int index) =>
        new
        {
            id = index,
            seek = (int)(piece.Start.TotalSeconds * 100),
            start = Math.Round(piece.Start.TotalSeconds, 3),
            end = Math.Round(piece.End.TotalSeconds, 3),
            text = " " + piece.Transcript.Text,
            tokens = Array.Empty<int>(),
            temperature = 0.0,
            avg_logprob = Math.Round(piece.Transcript.MeanLogProbability, 4),
            compression_ratio = 1.0,
            no_speech_prob = 0.0,
        };
}
