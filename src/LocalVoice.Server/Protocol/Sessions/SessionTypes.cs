namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>Session types.</summary>
internal static class SessionTypes
{
    public const string Realtime = "realtime";

    /// <summary>Transcription only, without responses.</summary>
    public const string Transcription = "transcription";
}
