using LocalVoice.Core.Pipeline.Session;
using LocalVoice.Speech;

namespace LocalVoice.Core.Pipeline.Transcription;

/// <summary>
/// The decodes of the utterance under way: at most one interim and one final at a time, the final first. Results come
/// back as news to the session's loop, which alone calls this.
/// </summary>
internal sealed class UtteranceTranscriber(IRecognitionStream stream, Func<object, ValueTask> post, CancellationToken sessionEnded) : IAsyncDisposable
{
    private CancellationTokenSource? _interim;
    private Task _interimTask = Task.CompletedTask;
    private Task _finalTask = Task.CompletedTask;

    public void Append(ReadOnlySpan<float> samples) => stream.Append(samples);

    /// <summary>Starts an interim decode unless one is still running.</summary>
    public void BeginInterim(UserTurn turn)
    {
        if (_interimTask.IsCompleted && _finalTask.IsCompleted)
        {
            _interim = CancellationTokenSource.CreateLinkedTokenSource(sessionEnded);
            _interimTask = DecodeInterimAsync(turn, _interim);
        }
    }

    /// <summary>Decodes the whole utterance as it is now; a running interim gives way.</summary>
    public DecodeAttempt BeginFinal(UserTurn turn)
    {
        CancelInterim();
        var attempt = new DecodeAttempt(turn, CancellationTokenSource.CreateLinkedTokenSource(sessionEnded));
        _finalTask = DecodeFinalAsync(attempt);
        return attempt;
    }

    /// <summary>The utterance is part of the conversation, or dropped: the next sample begins another.</summary>
    public void Discard()
    {
        CancelInterim();
        stream.Discard();
    }

    public async ValueTask DisposeAsync()
    {
        CancelInterim();
        await _interimTask.ConfigureAwait(false);
        await _finalTask.ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private void CancelInterim() => _interim?.Cancel();

    private async Task DecodeInterimAsync(UserTurn turn, CancellationTokenSource cancellation)
    {
        try
        {
            var transcript = await stream.DecodeInterimAsync(cancellation.Token).ConfigureAwait(false);
            await post(new InterimDecoded(turn, transcript)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or LocalVoice.Engines.EngineException)
        {
            // An interim is a courtesy: the final tells whether the recogniser works.
        }
    }

    private async Task DecodeFinalAsync(DecodeAttempt attempt)
    {
        try
        {
            var transcript = await stream.DecodeFinalAsync(attempt.Cancelled).ConfigureAwait(false);
            await post(new FinalDecoded(attempt, transcript, null)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The user went on, or the session is over: nobody waits for this.
        }
        catch (Exception failure)
        {
            await post(new FinalDecoded(attempt, null, failure)).ConfigureAwait(false);
        }
    }
}
