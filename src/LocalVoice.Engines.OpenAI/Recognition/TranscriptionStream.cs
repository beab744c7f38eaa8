using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.OpenAI.Recognition;

/// <summary>One utterance. Finals wait for each other; one cancels the interim that is under way.</summary>
internal sealed class TranscriptionStream(
    Transcriber transcriber,
    TranscriptionHints hints,
    BackendReport report,
    Utterance utterance,
    InterimText? interims
) : IRecognitionStream
{
    private readonly Lock _sync = new();
    private readonly CancellationTokenSource _closed = new();
    private Task _lastFinal = Task.CompletedTask;
    private CancellationTokenSource? _interim;
    private bool _hasWaited;
    private bool _disposed;

    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            utterance.Append(samples);
        }
    }

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (interims is null)
        {
            return null;
        }

        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        return BeginInterim(interims, run) is { } audio
            ? await DecodeInterimAsync(interims, audio, run, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource();
        var (audio, canHoldSpeech, previous) = BeginFinal(done.Task);
        try
        {
            await previous.WaitAsync(cancellationToken).ConfigureAwait(false);
            return canHoldSpeech
                ? await DecodeFinalAsync(audio, cancellationToken).ConfigureAwait(false)
                : Transcript.Empty(hints.Language, audio.Duration);
        }
        finally
        {
            // One that was cancelled while it waited must not let the next overtake those before it.
            _ = previous.ContinueWith(_ => done.SetResult(), TaskScheduler.Default);
        }
    }

    /// <summary>The service serves all alike.</summary>
    public void Decide() { }

    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        await _closed.CancelAsync().ConfigureAwait(false);
        _closed.Dispose();
    }

    private async ValueTask<InterimTranscript?> DecodeInterimAsync(
        InterimText interims,
        UtteranceAudio audio,
        CancellationTokenSource run,
        CancellationToken caller
    )
    {
        try
        {
            var heard = await transcriber.TranscribeAsync(audio, hints, report, run.Token).ConfigureAwait(false);
            lock (_sync)
            {
                return run.IsCancellationRequested ? null : interims.Takes(heard.Text);
            }
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // By a final or by the end of the utterance.
            return null;
        }
        catch (BackendException failure)
        {
            transcriber.Forgo(failure);
            return null;
        }
        finally
        {
            lock (_sync)
            {
                _interim = null;
            }
        }
    }

    private async Task<Transcript> DecodeFinalAsync(UtteranceAudio audio, CancellationToken cancellationToken)
    {
        var transcript = await transcriber.TranscribeAsync(audio, hints, report, cancellationToken).ConfigureAwait(false);
        if (transcriber.RoundTrip is { } roundTrip)
        {
            // Of several finals, the turn waits for one.
            report.Waited(roundTrip, Interlocked.Exchange(ref _hasWaited, true) ? 0 : 1);
        }

        return transcript;
    }

    private UtteranceAudio? BeginInterim(InterimText interims, CancellationTokenSource run)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_interim is not null || utterance.IsTooLong || !utterance.CanHoldSpeech || !interims.IsDue(utterance.Samples))
            {
                return null;
            }

            _interim = run;
            interims.Sends(utterance.Samples);
            return utterance.Snapshot();
        }
    }

    private (UtteranceAudio Audio, bool CanHoldSpeech, Task Previous) BeginFinal(Task done)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (utterance.IsTooLong)
            {
                throw new EngineException($"An utterance of {utterance.Duration} is more than the 25 MB that the service takes.");
            }

            _interim?.Cancel();
            var previous = _lastFinal;
            _lastFinal = done;
            return (utterance.Snapshot(), utterance.CanHoldSpeech, previous);
        }
    }
}
