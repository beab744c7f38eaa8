namespace LocalVoice.Core.Sessions;

/// <summary>The moments of a turn, in the order in which they happen when all goes well.</summary>
public enum TurnMark
{
    SpeechStart,
    LastVoiced,
    Candidate,
    SpeculativeFinal,
    Decision,
    FinalTranscript,
    LlmRequest,
    FirstToken,
    FirstClause,
    TtsRequest,
    FirstAudioReady,
    FirstAudioSent,

    /// <summary>As the client acknowledged it.</summary>
    FirstAudioPlayed,
    Cancelled,
    Finished,
}
