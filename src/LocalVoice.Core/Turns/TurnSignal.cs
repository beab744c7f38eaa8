namespace LocalVoice.Core.Turns;

/// <summary>The effect of a frame on the user's turn.</summary>
public enum TurnSignal
{
    None,

    /// <summary>First window above the start threshold; may be noise.</summary>
    Onset,

    /// <summary>The onset was not speech.</summary>
    FalseStart,

    /// <summary>The user speaks: the turn has begun.</summary>
    SpeechStarted,

    /// <summary>The level says that the user pauses, if only within a word.</summary>
    Dipped,

    /// <summary>The user was only quiet for a moment.</summary>
    Recovered,

    /// <summary>The user is silent: the turn may be over.</summary>
    Paused,

    /// <summary>The user continues within the same turn: work started in the pause is discarded.</summary>
    Resumed,

    /// <summary>The turn is over.</summary>
    Ended,

    /// <summary>A much louder voice speaks: the user. What was taken for their turn was none, and theirs begins.</summary>
    Overtaken,
}

/// <summary>State of the user's side of the conversation.</summary>
public enum UserState
{
    Idle,
    Speaking,
    Pausing,
}
