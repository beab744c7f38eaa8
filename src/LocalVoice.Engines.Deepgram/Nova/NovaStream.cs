using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>One utterance over its speaker's line.</summary>
/// <param name="language">Of transcripts, where the service detects none.</param>
internal sealed class NovaStream(Service service, LineHold<Results> line, RecognitionOptions options, string language, EngineInfo info)
    : IRecognitionStream,
        IListener<Results>
{
    // As long as the session waits between two interims.
    private static readonly TimeSpan InterimPatience = TimeSpan.FromMilliseconds(300);

    // The service need not answer a Finalize when next to nothing is left (developers.deepgram.com/docs/finalize): so much
    // audio, and so long to wait for it nevertheless; chosen by trial.
    private const int NextToNothing = 3_200;
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(300);

    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _finals = new(1, 1);
    private readonly UtteranceText _text = new();
    private readonly News _news = new();
    private ListenConnection<Results>? _connection;
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

            _text.Append(_connection.Send(samples, options.Report), samples.Length);
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

                var interim = _text.TellNew();
                if (interim is not null || _text.Unfinished == 0)
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

    public void Receive(Results message)
    {
        lock (_sync)
        {
            if (!_text.Take(message))
            {
                return;
            }
        }

        _news.Tell();
    }

    public void Lose(BackendException failure)
    {
        lock (_sync)
        {
            // Lost between two stretches of speech: the next one has another connection.
            _failure = _text.Unfinished == 0 ? null : failure;
            _connection = null;
            _text.Move();
        }

        _news.Tell();
    }

    public async ValueTask DisposeAsync()
    {
        ListenConnection<Results>? connection;
        lock (_sync)
        {
            _disposed = true;
            connection = _connection;
            _connection = null;
        }

        connection?.Detach(this);
        _news.Tell();
        await line.DisposeAsync().ConfigureAwait(false);
    }

    private (long Until, TimeSpan Duration) BeginFinal()
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Interlocked.Increment(ref _finalsRunning);
            if (_connection is not null && !_text.IsFinished(_text.End))
            {
                _connection.Command(NovaProtocol.Finalize, options.Report);
            }

            _news.Tell();
            return (_text.End, AudioFormat.Recognition.DurationOf(_samples));
        }
    }

    private async Task FinishAsync(long until, CancellationToken cancellationToken)
    {
        while (true)
        {
            var news = _news.Next;
            bool nextToNothing;
            lock (_sync)
            {
                if (_failure is not null)
                {
                    throw _failure;
                }

                if (_connection is null || _text.IsFinished(until))
                {
                    return;
                }

                nextToNothing = _text.Unfinished <= NextToNothing;
            }

            try
            {
                var patience = nextToNothing ? AnswerPatience : service.Options.StallTimeout;
                await news.WaitAsync(patience, service.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException) when (nextToNothing)
            {
                return;
            }
            catch (TimeoutException)
            {
                throw service.Failures.Stalled("a transcript", service.Options.StallTimeout);
            }
        }
    }

    private Transcript EndFinal(TimeSpan duration)
    {
        lock (_sync)
        {
            if (!_waitTold && service.RoundTrip is { } roundTrip)
            {
                _waitTold = true;
                options.Report.Waited(roundTrip, onCriticalPath: 1);
            }

            return _text.ToTranscript(language, duration);
        }
    }
}
