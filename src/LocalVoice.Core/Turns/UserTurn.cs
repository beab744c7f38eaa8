using LocalVoice.Core.Responses;
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

    /// <summary>The response begun on <see cref="Attempt"/>; null when none was.</summary>
    public SpeculativeResponse? Speculation { get; set; }

    /// <summary>How many pauses have started work on a response.</summary>
    public int Speculations { get; set; }

    /// <summary>Position in the input, at 16 kHz, at which an interim decode was last begun.</summary>
    public long LastInterim { get; set; }

    /// <summary>What the client asked for while the transcript was under way.</summary>
    public ResponseRequest? Requested { get; set; }

    /// <summary>Whether the turn is over, so that its transcript is all that is missing.</summary>
    public bool Decided { get; set; }

    /// <summary>Stops the decode and the response that a pause has begun.</summary>
    public void CancelWork()
    {
        Attempt?.Cancel();
        Speculation?.Response.Cancel(ResponseEndReason.TurnDetected);
        (Attempt, Speculation) = (null, null);
    }
}

/// <summary>
/// A response begun behind its gate before the turn was decided, with the conversation and settings that it was begun on.
/// </summary>
internal sealed record SpeculativeResponse(Response Response, int HistoryVersion, SessionSettings Settings)
{
    /// <summary>Whether it still answers the conversation as it stands.</summary>
    public bool IsCurrent(int historyVersion, SessionSettings settings) =>
        Response.Result is null && historyVersion == HistoryVersion && settings == Settings;
}
