namespace LocalVoice.Core.Sessions;

/// <summary>The marks of a turn, in their usual order.</summary>
public enum TurnMark
{
    SpeechStart,

    /// <summary>The turn was judged to interrupt the agent.</summary>
    Interrupted,
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

    /// <summary>As acknowledged by the client.</summary>
    FirstAudioPlayed,
    Cancelled,
    Finished,
}
