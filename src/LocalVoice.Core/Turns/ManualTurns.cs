using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>The user's turns where the client commits them (<c>turn_detection: null</c>) and asks for the answers.</summary>
internal sealed class ManualTurns(SessionContext session, ListeningStage listening, UtteranceTranscriber transcriber, UserItems items, AgentSide agent)
{
    private static readonly long MinimumSamples = VoiceFrame.SampleRateHz / 10;
    private readonly List<UserTurn> _untranscribed = [];
    private ResponseRequest? _awaited;
    private UserTurn? _turn;
    private long _samples;

    /// <summary>Takes the listening stage's newest frame.</summary>
    public void Hear()
    {
        _turn ??= items.Begin();
        _samples += listening.Frame.Length;
        transcriber.Append(listening.Frame);
    }

    /// <returns>False when less than 100 ms wait.</returns>
    public async ValueTask<bool> TryCommitAsync()
    {
        if (_turn is not { } turn || _samples < MinimumSamples)
        {
            return false;
        }

        turn.Decided = true;
        turn.Recorder.MarkAgain(TurnMark.LastVoiced, TimeSpan.Zero);
        turn.Recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        turn.Attempt = transcriber.BeginFinal(turn);
        Clear();
        _untranscribed.Add(turn);
        await items.CommitAsync(turn, null).ConfigureAwait(false);
        return true;
    }

    /// <summary>Drops what is not committed.</summary>
    public void Clear()
    {
        _turn = null;
        _samples = 0;
        transcriber.Discard();
    }

    /// <summary>Begins an answer now, or as soon as everything committed is transcribed.</summary>
    public ValueTask AnswerAsync(ResponseRequest request)
    {
        if (_untranscribed.Count > 0)
        {
            _awaited = request;
            return default;
        }

        return agent.AnswerAsync(agent.Begin(request, null, speculative: false), null);
    }

    public async ValueTask OnFinalAsync(DecodeAttempt attempt, Transcript? transcript, Exception? failure)
    {
        var turn = attempt.Turn;
        if (!_untranscribed.Remove(turn))
        {
            return;
        }

        turn.Recorder.Mark(TurnMark.FinalTranscript);
        if (transcript is not null)
        {
            await items.TranscribedAsync(turn, transcript).ConfigureAwait(false);
        }
        else
        {
            await session.EmitAsync(new InputTranscriptionFailed(turn.ItemId, failure!.Message)).ConfigureAwait(false);
        }

        if (_awaited is { } request && _untranscribed.Count == 0)
        {
            _awaited = null;
            await agent.AnswerAsync(agent.Begin(request, null, speculative: false), turn).ConfigureAwait(false);
        }
    }
}
