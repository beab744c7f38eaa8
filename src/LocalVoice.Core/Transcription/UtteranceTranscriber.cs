using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// Runs the decodes of the current utterance: at most one interim at a time, finals take precedence. Results are
/// posted to the session's loop, the only caller.
/// </summary>
internal sealed class UtteranceTranscriber(
    IRecognitionStream stream,
    UtteranceRoom room,
    Func<object, ValueTask> post,
    CancellationToken sessionEnded
) : IAsyncDisposable
{
    private readonly List<Task> _retired = [];
    private IRecognitionStream _stream = stream;
    private IRecognitionStream? _next;
    private CancellationTokenSource? _interim;
    private Task _interimTask = Task.CompletedTask;
    private Task _finalTasks = Task.CompletedTask;
    private bool _empty = true;

    /// <summary>Audio for which there is no room is dropped; the room tells.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        if (room.TryTake(samples.Length))
        {
            _empty = false;
            _stream.Append(samples);
        }
    }

    /// <summary>Starts an interim decode unless one is running.</summary>
    public void BeginInterim(long turnId)
    {
        if (_interimTask.IsCompleted && _finalTasks.IsCompleted)
        {
            _interim?.Dispose();
            _interim = CancellationTokenSource.CreateLinkedTokenSource(sessionEnded);
            _interimTask = DecodeInterimAsync(turnId, _interim.Token);
        }
    }

    /// <summary>Starts a decode of the whole utterance so far; a running interim is cancelled.</summary>
    public DecodeAttempt BeginFinal()
    {
        CancelInterim();
        var attempt = new DecodeAttempt(CancellationTokenSource.CreateLinkedTokenSource(sessionEnded));
        var decode = DecodeFinalAsync(attempt);

        // A cancelled decode may take a step to stop: the stream must outlive it.
        _finalTasks = _finalTasks.IsCompleted ? decode : Task.WhenAll(_finalTasks, decode);
        return attempt;
    }

    /// <summary>The turn has ended: its newest final is awaited.</summary>
    public void Decide() => _stream.Decide();

    /// <summary>Ends the utterance, committed or discarded: the next sample begins another.</summary>
    public void Discard()
    {
        CancelInterim();
        _stream.Discard();
        _empty = true;
        room.Leave(_finalTasks);
        if (_next is { } next)
        {
            _next = null;
            Replace(next);
        }
    }

    /// <summary>Uses another stream from the next utterance on; running decodes of the old one still report.</summary>
    public void Replace(IRecognitionStream next)
    {
        if (!_empty)
        {
            var skipped = _next;
            _next = next;
            if (skipped is not null)
            {
                _retired.Add(RetireAsync(skipped, Task.CompletedTask, Task.CompletedTask));
            }

            return;
        }

        CancelInterim();
        _retired.RemoveAll(retired => retired.IsCompletedSuccessfully);
        _retired.Add(RetireAsync(_stream, _interimTask, _finalTasks));
        _stream = next;
    }

    public async ValueTask DisposeAsync()
    {
        CancelInterim();
        await Task.WhenAll(_retired).ConfigureAwait(false);
        await RetireAsync(_stream, _interimTask, _finalTasks).ConfigureAwait(false);
        if (_next is not null)
        {
            await _next.DisposeAsync().ConfigureAwait(false);
        }

        _interim?.Dispose();
        room.Leave(Task.CompletedTask);
    }

    private static async Task RetireAsync(IRecognitionStream stream, Task interim, Task finals)
    {
        await Task.WhenAll(interim, finals).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private void CancelInterim() => _interim?.Cancel();

    /// <summary>Never throws: interims are best effort, the final reports recogniser failures.</summary>
    private async Task DecodeInterimAsync(long turnId, CancellationToken cancellationToken)
    {
        InterimTranscript? transcript = null;
        try
        {
            transcript = await _stream.DecodeInterimAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            return;
        }

        await post(new InterimDecoded(turnId, transcript)).ConfigureAwait(false);
    }

    /// <summary>Never throws: a failure is posted as a result.</summary>
    private async Task DecodeFinalAsync(DecodeAttempt attempt)
    {
        Transcript? transcript = null;
        Exception? failure = null;
        try
        {
            transcript = await _stream.DecodeFinalAsync(attempt.Cancelled).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await post(new FinalDecoded(attempt, transcript, failure)).ConfigureAwait(false);
    }
}
