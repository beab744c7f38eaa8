namespace LocalVoice.Server.Http.Transcriptions;

/// <summary>The forms of a transcript. Names on the wire are these, in snake case.</summary>
internal enum TranscriptFormat
{
    Json,
    Text,
    VerboseJson,
    Srt,
    Vtt,
}
