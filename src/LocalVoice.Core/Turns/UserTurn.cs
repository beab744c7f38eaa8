using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Transcription;

namespace LocalVoice.Core.Turns;

/// <summary>One turn of the user, from its onset until it is part of the conversation.</summary>
/// <param name="id">Counts the session's turns from 1.</param>
/// <param name="itemId">The item that it will become.</param>
internal sealed class UserTurn(long id, string itemId, TurnRecorder recorder)
{
    public long Id => id;

    public string ItemId => itemId;

    public TurnRecorder Recorder => recorder;

    /// <summary>The newest decode of the whole utterance; null while the user speaks.</summary>
    public DecodeAttempt? Attempt { get; set; }

    /// <summary>How many pauses have started work on an answer.</summary>
    public int Speculations { get; set; }

    /// <summary>How many of these were thrown away.</summary>
    public int Wasted { get; set; }

    /// <summary>Position in the input, at 16 kHz, at which an interim decode was last begun.</summary>
    public long LastInterim { get; set; }

    /// <summary>What the client asked for while the transcript was under way.</summary>
    public ResponseRequest? Requested { get; set; }

    /// <summary>Whether the turn is over, so that its transcript is all that is missing.</summary>
    public bool Decided { get; set; }
}
