using LocalVoice.Core.Pipeline.Session;
using LocalVoice.Speech;

namespace LocalVoice.Core.Pipeline.Transcription;

/// <summary>
/// The decodes of the utterance under way: at most one interim and one final at a time, the final first. Results come
/// back as news to the session's loop, which alone calls this.
/// </summary>
internal sealed class UtteranceTranscriber(IRecognitionStream stream, Func<object, ValueTask> post, CancellationToken sessionEnded) : IAsyncDisposable
{
    private readonly List<Task> _retired = [];
    private IRecognitionStream _stream = stream;
    private CancellationTokenSource? _interim;
    private Task _interimTask = Task.CompletedTask;
    private Task _finalTask = Task.CompletedTask;

    public void Append(ReadOnlySpan<float> samples) => _stream.Append(samples);

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
        _stream.Discard();
    }

    /// <summary>Goes on with another stream; decodes under way on the old one still report.</summary>
    public void Replace(IRecognitionStream next)
    {
        CancelInterim();
        _retired.Add(RetireAsync(_stream, _interimTask, _finalTask));
        _stream = next;
    }

    public async ValueTask DisposeAsync()
    {
        CancelInterim();
        await Task.WhenAll(_retired).ConfigureAwait(false);
        await RetireAsync(_stream, _interimTask, _finalTask).ConfigureAwait(false);
    }

    private static async Task RetireAsync(IRecognitionStream stream, Task interim, Task final)
    {
        await Task.WhenAll(interim, final).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private void CancelInterim() => _interim?.Cancel();

    private async Task DecodeInterimAsync(UserTurn turn, CancellationTokenSource cancellation)
    {
        try
        {
            var transcript = await _stream.DecodeInterimAsync(cancellation.Token).ConfigureAwait(false);
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
            var transcript = await _stream.DecodeFinalAsync(attempt.Cancelled).ConfigureAwait(false);
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
