namespace LocalVoice.Core.Input;

/// <summary>
/// Makes a client wait that sends audio much faster than it is spoken: a token bucket of <see cref="InputOptions.Burst"/>
/// that fills at <see cref="InputOptions.Rate"/>, closed while too much committed audio is not transcribed. Thread-safe;
/// one sender at a time.
/// </summary>
internal sealed class InputPace(InputOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TimeSpan _credit = options.Burst;
    private long _asOf = time.GetTimestamp();
    private TimeSpan _untranscribed;
    private TaskCompletionSource? _transcribed;
    private volatile bool _holdsBack;

    /// <summary>Whether audio waits to be taken.</summary>
    public bool HoldsBack => _holdsBack;

    /// <summary>Completes when <paramref name="audio"/> may be taken.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; the audio counts as taken.</exception>
    public async ValueTask TakeAsync(TimeSpan audio, CancellationToken cancellationToken)
    {
        try
        {
            while (TranscribedIfTooMuch() is { } transcribed)
            {
                _holdsBack = true;
                await transcribed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            if (Take(audio) is { Ticks: > 0 } wait)
            {
                _holdsBack = true;
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _holdsBack = false;
        }
    }

    public void Committed(TimeSpan audio)
    {
        lock (_lock)
        {
            _untranscribed += audio;
        }
    }

    public void Transcribed(TimeSpan audio)
    {
        lock (_lock)
        {
            _untranscribed -= audio;
            _transcribed?.TrySetResult();
            _transcribed = null;
        }
    }

    private Task? TranscribedIfTooMuch()
    {
        lock (_lock)
        {
            return _untranscribed <= options.MaxUntranscribed
                ? null
                : (_transcribed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <returns>How long the credit that is missing takes to come back.</returns>
    private TimeSpan Take(TimeSpan audio)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var earned = time.GetElapsedTime(_asOf, now) * options.Rate;
            _asOf = now;
            _credit = (_credit + earned < options.Burst ? _credit + earned : options.Burst) - audio;
            return -_credit / options.Rate;
        }
    }
}
