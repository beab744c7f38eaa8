using LocalVoice.Core.Input;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>The user's turns when the client commits them (<c>turn_detection: null</c>) and requests the responses.</summary>
internal sealed class ManualTurns(
    AudioInput input,
    UtteranceTranscriber transcriber,
    UserItems items,
    ResponseCoordinator responses,
    InputPace pace
)
{
    // OpenAI's minimum for a commit: 100 ms.
    private static readonly long MinimumSamples = FrameAnalysis.SampleRateHz / 10;
    private readonly List<UserTurn> _untranscribed = [];
    private ResponseRequest? _awaited;
    private UserTurn? _turn;
    private long _samples;

    /// <summary>Whether a transcript of committed audio is awaited.</summary>
    public bool IsAwaited => _untranscribed.Count > 0;

    /// <summary>Appends the input's current frame.</summary>
    public void ProcessFrame()
    {
        _turn ??= items.Begin();
        _samples += input.Frame.Length;
        transcriber.Append(input.Frame);
    }

    /// <returns>False when less than 100 ms of audio are uncommitted.</returns>
    public async ValueTask<bool> TryCommitAsync()
    {
        if (_turn is not { } turn || _samples < MinimumSamples)
        {
            return false;
        }

        turn.Decided = true;
        turn.Audio = AudioInput.TimeOf(_samples);
        pace.Committed(turn.Audio);
        turn.Recorder.MarkAgain(TurnMark.LastVoiced, TimeSpan.Zero);
        turn.Recorder.MarkAgain(TurnMark.Decision, TimeSpan.Zero);
        turn.Attempt = transcriber.BeginFinal();
        transcriber.Decide();
        Clear();
        _untranscribed.Add(turn);
        await items.CommitAsync(turn, null).ConfigureAwait(false);
        return true;
    }

    /// <summary>Discards uncommitted audio.</summary>
    public void Clear()
    {
        _turn = null;
        _samples = 0;
        transcriber.Discard();
    }

    /// <summary>Starts a response now, or once all committed audio is transcribed.</summary>
    public ValueTask RespondAsync(ResponseRequest request)
    {
        if (_untranscribed.Count > 0)
        {
            _awaited = request;
            return default;
        }

        return responses.RespondAsync(responses.Begin(request, null, speculative: false), null);
    }

    public async ValueTask OnFinalAsync(DecodeAttempt attempt, Transcript? transcript, Exception? failure)
    {
        if (_untranscribed.Find(turn => turn.Attempt == attempt) is not { } turn)
        {
            return;
        }

        _untranscribed.Remove(turn);
        pace.Transcribed(turn.Audio);
        turn.Recorder.Mark(TurnMark.FinalTranscript);
        if (transcript is not null)
        {
            await items.TranscribedAsync(turn, transcript).ConfigureAwait(false);
        }
        else
        {
            await items.TranscriptionFailedAsync(turn, failure!).ConfigureAwait(false);
        }

        if (_awaited is { } request && _untranscribed.Count == 0)
        {
            _awaited = null;
            await responses.RespondAsync(responses.Begin(request, null, speculative: false), turn.Recorder).ConfigureAwait(false);
        }
    }
}
