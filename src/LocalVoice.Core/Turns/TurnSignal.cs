namespace LocalVoice.Core.Turns;

/// <summary>What a stretch of audio means for the user's turn.</summary>
public enum TurnSignal
{
    None,

    /// <summary>The first window that sounds like speech: perhaps only a cough.</summary>
    Onset,

    /// <summary>The onset was no speech after all.</summary>
    FalseStart,

    /// <summary>The user speaks: the turn has begun.</summary>
    SpeechStarted,

    /// <summary>The user is silent: the turn may be over.</summary>
    Paused,

    /// <summary>The user goes on within the same turn: whatever was begun in the pause is void.</summary>
    Resumed,

    /// <summary>The turn is over.</summary>
    Ended,
}

/// <summary>The user's side of a conversation.</summary>
public enum UserState
{
    Idle,
    Speaking,
    Pausing,
}
