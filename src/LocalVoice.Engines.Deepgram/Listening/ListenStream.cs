using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>One utterance over its speaker's line.</summary>
internal class ListenStream<TMessage>(
    Service service,
    LineHold<TMessage> line,
    RecognitionOptions options,
    IUtterance<TMessage> utterance,
    EngineInfo info
) : IRecognitionStream, IListener<TMessage>
    where TMessage : class
{
    // As long as the session waits between two interims.
    private static readonly TimeSpan InterimPatience = TimeSpan.FromMilliseconds(300);

    // For an answer that the service need not give; chosen by trial.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(300);

    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _finals = new(1, 1);
    private readonly News _news = new();
    private ListenConnection<TMessage>? _connection;
    private BackendException? _failure;
    private long _samples;
    private int _finalsRunning;
    private bool _waitTold;
    private bool _disposed;

    public void Append(ReadOnlySpan<float> samples)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _samples += samples.Length;
            if (samples.IsEmpty || _failure is not null)
            {
                return;
            }

            if (_connection is null)
            {
                options.Report.ServedBy(info);
                _connection = line.Attach(this);
            }

            utterance.Append(_connection.Send(samples, options.Report), samples.Length);
        }
    }

    public async ValueTask<InterimTranscript?> DecodeInterimAsync(CancellationToken cancellationToken)
    {
        var start = service.Time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var news = _news.Next;
            lock (_sync)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_finalsRunning > 0 || _failure is not null)
                {
                    return null;
                }

                var interim = utterance.TellNew();
                if (interim is not null || utterance.IsSettled)
                {
                    return interim;
                }
            }

            var patience = InterimPatience - service.Time.GetElapsedTime(start);
            if (patience <= TimeSpan.Zero)
            {
                return null;
            }

            await news.WaitAsync(patience, service.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask<Transcript> DecodeFinalAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = service.Time.GetTimestamp();
        var (until, duration) = BeginFinal();
        try
        {
            await _finals.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await FinishAsync(until, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _finals.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _finalsRunning);
        }

        var transcript = EndFinal(duration);
        Log.Final(service.Logger, duration, service.Time.GetElapsedTime(start));
        Log.FinalTextSensitive(service.Logger, transcript.Text);
        return transcript;
    }

    /// <summary>All turns are served alike.</summary>
    public void Decide() { }

    public void Receive(TMessage message)
    {
        lock (_sync)
        {
            if (_disposed || !utterance.Take(message))
            {
                return;
            }

            TellWait();
        }

        _news.Tell();
    }

    public void Lose(BackendException failure)
    {
        lock (_sync)
        {
            // Lost between two stretches of speech: the next one has another connection.
            _failure = utterance.IsSettled ? null : failure;
            _connection = null;
            utterance.Lose(failure);
        }

        _news.Tell();
    }

    public async ValueTask DisposeAsync()
    {
        ListenConnection<TMessage>? connection;
        lock (_sync)
        {
            _disposed = true;
            (connection, _connection) = (_connection, null);
            utterance.Close();
        }

        if (connection is not null)
        {
            connection.Detach(this);
            Abandon(connection);
        }

        _news.Tell();
        await line.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What was said here must not become part of the next utterance; if that has begun, it is too late.</summary>
    private void Abandon(ListenConnection<TMessage> connection)
    {
        if (utterance.FinishWhenAbandoned && !utterance.IsSettled && connection.Position == utterance.End)
        {
            connection.Command(utterance.Finish(), options.Report);
        }
    }

    private (long Until, TimeSpan Duration) BeginFinal()
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Interlocked.Increment(ref _finalsRunning);
            if (utterance.ProgressOf(utterance.End) != FinalProgress.Done)
            {
                _connection?.Command(utterance.Finish(), options.Report);
            }

            _news.Tell();
            return (utterance.End, AudioFormat.Recognition.DurationOf(_samples));
        }
    }

    private async Task FinishAsync(long until, CancellationToken cancellationToken)
    {
        if (_connection is { } connection)
        {
            await connection.Tried.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            var news = _news.Next;
            var progress = ProgressOf(until);
            if (progress == FinalProgress.Done)
            {
                return;
            }

            var owed = progress == FinalProgress.Awaited;
            try
            {
                var patience = owed ? service.Options.StallTimeout : AnswerPatience;
                await news.WaitAsync(patience, service.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!owed)
            {
                return;
            }
            catch (TimeoutException)
            {
                throw service.Failures.Stalled("a transcript", service.Options.StallTimeout);
            }
        }
    }

    private FinalProgress ProgressOf(long until)
    {
        lock (_sync)
        {
            return _failure is not null ? throw _failure
                : _connection is null ? FinalProgress.Done
                : utterance.ProgressOf(until);
        }
    }

    private Transcript EndFinal(TimeSpan duration)
    {
        lock (_sync)
        {
            TellWait();
            return utterance.ToTranscript(duration);
        }
    }

    /// <summary>Whatever is heard is heard a round trip later: the audio's way there, the words' way back. Told once.</summary>
    private void TellWait()
    {
        if (!_waitTold && service.RoundTrip is { } roundTrip)
        {
            _waitTold = true;
            options.Report.Waited(roundTrip, onCriticalPath: 1);
        }
    }
}
