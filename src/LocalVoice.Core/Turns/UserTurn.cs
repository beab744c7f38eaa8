using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns.Echo;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>A user's turn, from its onset until it is part of the conversation.</summary>
/// <param name="id">Number of the turn within the session, from 1.</param>
/// <param name="itemId">Id of the item that it will become.</param>
/// <param name="utterance">Shared with the turn that this one <see cref="Continues"/>.</param>
internal sealed class UserTurn(long id, string itemId, Utterance utterance, TurnRecorder recorder)
{
    public long Id => id;

    public string ItemId => itemId;

    public Utterance Utterance => utterance;

    public TurnRecorder Recorder => recorder;

    public TurnState State { get; set; }

    /// <summary>
    /// The turn before, when the silence between was short: both are one utterance, decoded as one and one message for
    /// the language model, though two items for the client.
    /// </summary>
    public UserTurn? Continues { get; init; }

    /// <summary>
    /// The turn whose answer had only just begun when this one did. If this one interrupts it, both are one message for the
    /// language model, though each is decoded by itself.
    /// </summary>
    public UserTurn? CutInto { get; set; }

    /// <summary>The turn that this one makes whole, after the agent had cut into it; null for none.</summary>
    public UserTurn? MakesWhole => BargeIn is BargeInState.Interrupted ? CutInto : null;

    /// <summary>The turn that goes on with this one; null for none.</summary>
    public UserTurn? ContinuedBy { get; set; }

    /// <summary>What the turn did to the agent's speech.</summary>
    public BargeInState BargeIn { get; set; }

    /// <summary>What it has interrupted; null for nothing.</summary>
    public CutOff? CutOff { get; set; }

    /// <summary>Its speech of which the detector was certain; set when it is decided.</summary>
    public TimeSpan CertainSpeech { get; set; }

    /// <summary>The result of <see cref="Attempt"/>; null while it is awaited.</summary>
    public FinalDecoded? Final { get; set; }

    /// <summary>The newest decode of the whole utterance; null while the user speaks.</summary>
    public DecodeAttempt? Attempt { get; set; }

    /// <summary>The response started on <see cref="Attempt"/>, or on an interim before it; null for none.</summary>
    public SpeculativeResponse? Speculation { get; set; }

    /// <summary>Number of pauses that started work on a response.</summary>
    public int Speculations { get; set; }

    /// <summary>Input position, at 16 kHz, at which the last interim decode started.</summary>
    public long LastInterim { get; set; }

    /// <summary>Whether the client commits the turn, and it is an item from then on.</summary>
    public bool Manual { get; set; }

    /// <summary>Input position, at 16 kHz, after the turn's last voiced sample; set when it is decided.</summary>
    public long LastVoiced { get; set; }

    /// <summary>Level of its voiced frames, dBFS; set when it is decided. Null for none.</summary>
    public double? LevelDbfs { get; set; }

    /// <summary>What speaks for its being the agent's echo; set when it is decided. Null: nothing does.</summary>
    public EchoEvidence? Echo { get; set; }

    /// <summary>Audio of the utterance when the turn was decided, that of the turns it continues included.</summary>
    public TimeSpan Audio { get; set; }

    /// <summary>Whether the turn is an item of the conversation.</summary>
    public bool Committed { get; set; }

    /// <summary>The item's transcript; null before there is one.</summary>
    public string? Text { get; set; }

    /// <summary>The words of this turn and of those that it goes on, as far as they are known; null when none are.</summary>
    public string? Told =>
        Continues?.Told is not { } before ? Text
        : Text is null ? before
        : $"{before} {Text}";

    /// <summary>The client says that the turn is over: all of it is decoded.</summary>
    public void EndByClient()
    {
        Manual = true;
        Audio = utterance.Audio;
        recorder.MarkAgain(TurnMark.LastVoiced, TimeSpan.Zero);
        recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        Attempt = utterance.BeginFinal();
        utterance.Decide();
    }

    /// <summary>This turn's decode tells the words of the turn that it continues as well; that one's is cancelled if it runs.</summary>
    public void AbsorbDecode()
    {
        if (Continues is { State: TurnState.Decided, Final: null } before)
        {
            before.CancelWork();
        }
    }

    /// <summary>Cancels the decode, and the response, that supposed that the turn ends there; what they gave is void.</summary>
    public void CancelWork()
    {
        Attempt?.Cancel();
        (Attempt, Final) = (null, null);
        CancelResponse();
    }

    /// <summary>Cancels the response that was begun before the turn was decided.</summary>
    public void CancelResponse()
    {
        if (Speculation is { } begun)
        {
            recorder.SpeculationsWasted++;
            begun.Response.Discard();
            Speculation = null;
        }
    }
}

/// <summary>What a turn that began while the agent was active did to it.</summary>
internal enum BargeInState
{
    /// <summary>The agent was silent, or may not be interrupted.</summary>
    None,

    /// <summary>The agent goes on, for a client with extensions at a lower volume, until the words decide.</summary>
    Undecided,

    /// <summary>The agent was interrupted.</summary>
    Interrupted,
}

/// <summary>How far a user's turn is.</summary>
internal enum TurnState
{
    /// <summary>The user speaks, or has not committed what was said.</summary>
    Open,

    /// <summary>The turn has ended; its transcript is awaited.</summary>
    Decided,

    /// <summary>Delivered to the conversation, or discarded.</summary>
    Over,
}
