using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns.Endpointing;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Turns;

/// <summary>The work on a response that is begun while the turn may still go on. Used by the session's loop only.</summary>
internal sealed class Speculations(
    SessionContext session,
    PipelineOptions options,
    ResponseCoordinator responses,
    DecidedTurns decided,
    PromptPrefiller prefiller
)
{
    private readonly TranscriptEndings _endings = new(EndingWords.BuiltIn);

    /// <summary>
    /// Nobody knows yet whether the user has finished: the prompt is prefilled, and a response started where the interim ends a
    /// sentence, if its last word is certain or the user is quiet. Another interim's words make it void.
    /// </summary>
    /// <param name="quiet">Whether the level has fallen.</param>
    public void Foresee(UserTurn turn, InterimTranscript interim, bool quiet)
    {
        if (turn.Attempt is not null || turn.Speculation?.Responds(interim.Text) == true)
        {
            return;
        }

        turn.CancelResponse();
        if (
            options.SpeculateOnInterim
            && !turn.Utterance.TakesTurns
            && !IsPaidFor
            && (quiet || string.IsNullOrWhiteSpace(interim.Tentative))
            && EndsSentence(interim.Text)
            && turn.Recorder.SpeculationsOnInterim < options.MaxSpeculationsPerTurn
            && !session.Load.IsBusy
            && Allows(turn, interim.Text)
        )
        {
            turn.Recorder.SpeculationsOnInterim++;
            prefiller.Stop();
            Start(turn, interim.Text);
        }
        else
        {
            prefiller.Prefill(interim.Likely);
        }
    }

    /// <summary>
    /// Starts a response to what was decoded, behind its gate, unless one to the same is under way; where it is wanted and the
    /// machine has room.
    /// </summary>
    public void Begin(UserTurn turn, DecodeAttempt attempt)
    {
        var text = attempt.Transcript?.Text ?? "";
        if (turn.Speculation?.Responds(text) == true)
        {
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            return;
        }

        turn.CancelResponse();
        prefiller.Stop();
        if (text.Length > 0 && turn.Speculations < options.MaxSpeculationsPerTurn && Allows(turn, text))
        {
            turn.Speculations++;
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            Start(turn, text);
        }
    }

    private bool Allows(UserTurn turn, string transcript) =>
        session.Settings is { Speculate: true, Pipeline: PipelineMode.Parallel, TurnDetection.CreateResponse: true }
        && !(turn.Continues?.Told is { } told && JoinedTranscript.Repeats(transcript, told))
        && responses.Active is null
        && decided.IsEmpty
        && session.Load.Allows(SheddableWork.Speculation);

    private void Start(UserTurn turn, string transcript)
    {
        var (text, goesOn) = turn.MakesWhole is { } cut
            ? (session.History.Whole(cut.ItemId, transcript), cut.ItemId)
            : (transcript, turn.Continues?.ItemId);
        var response = responses.Speculate(text, goesOn, AskEnd);
        turn.Speculation = new(response, transcript, session.History.Version, session.Settings);
    }

    /// <summary>Asks the language model, whose answer comes back as a message, where the words decide how long the silence is.</summary>
    private MessageEnd? AskEnd(Response response) =>
        EndpointingFactory.IsFixed(session.Settings.TurnDetection)
            ? null
            : new(probability => _ = session.PostAsync(new MessageEndJudged(response, probability)).AsTask());

    /// <summary>A language model elsewhere costs what it is asked: only a pause is reason enough.</summary>
    private bool IsPaidFor => session.Engines.Chat.GetService<IEngine>() is IRemoteEngine;

    private bool EndsSentence(string text) =>
        _endings.Of(text, session.Language) is TranscriptEnding.Marked or TranscriptEnding.Reply or TranscriptEnding.Command;
}
