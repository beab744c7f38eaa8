using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Transcription;

namespace LocalVoice.Core.Turns;

/// <summary>A user's turn, from its onset until it is part of the conversation.</summary>
/// <param name="id">Number of the turn within the session, from 1.</param>
/// <param name="itemId">Id of the item that it will become.</param>
internal sealed class UserTurn(long id, string itemId, TurnRecorder recorder)
{
    public long Id => id;

    public string ItemId => itemId;

    public TurnRecorder Recorder => recorder;

    /// <summary>The newest decode of the whole utterance; null while the user speaks.</summary>
    public DecodeAttempt? Attempt { get; set; }

    /// <summary>The response started on <see cref="Attempt"/>; null for none.</summary>
    public SpeculativeResponse? Speculation { get; set; }

    /// <summary>Number of pauses that started work on a response.</summary>
    public int Speculations { get; set; }

    /// <summary>Input position, at 16 kHz, at which the last interim decode started.</summary>
    public long LastInterim { get; set; }

    /// <summary>The response that the client requested before the transcript was available.</summary>
    public ResponseRequest? Requested { get; set; }

    /// <summary>Length of the committed audio, of turns that the client commits.</summary>
    public TimeSpan Audio { get; set; }

    /// <summary>Whether the turn has ended and only its transcript is missing.</summary>
    public bool Decided { get; set; }

    /// <summary>Cancels the decode and the response started in a pause.</summary>
    public void CancelWork()
    {
        Attempt?.Cancel();
        Speculation?.Response.Cancel(ResponseEndReason.TurnDetected);
        (Attempt, Speculation) = (null, null);
    }
}

/// <summary>
/// A response started behind its gate before the turn was decided, with the history version and settings it is based
/// on.
/// </summary>
internal sealed record SpeculativeResponse(Response Response, int HistoryVersion, SessionSettings Settings)
{
    /// <summary>Whether history and settings are unchanged since the response started.</summary>
    public bool IsCurrent(int historyVersion, SessionSettings settings) =>
        Response.Result is null && historyVersion == HistoryVersion && settings == Settings;
}
