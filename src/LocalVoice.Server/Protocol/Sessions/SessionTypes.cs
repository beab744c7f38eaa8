namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>What a session is for.</summary>
internal static class SessionTypes
{
    public const string Realtime = "realtime";

    /// <summary>Only writes down what the user says: never a response.</summary>
    public const string Transcription = "transcription";
}
