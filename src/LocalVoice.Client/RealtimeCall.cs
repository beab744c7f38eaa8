using System.Text.Json.Nodes;
using LocalVoice.Client.Audio;

namespace LocalVoice.Client;

/// <summary>
/// A call in real time: sends utterances and the silence between them, receives responses and reports the playback
/// position. One utterance at a time.
/// </summary>
public sealed class RealtimeCall : IAsyncDisposable
{
    // The protocol's interval for position reports.
    private static readonly TimeSpan PositionInterval = TimeSpan.FromMilliseconds(100);

    // Servers that speak the protocol in part may take an update without a word. Chosen by trial, not measured.
    private static readonly TimeSpan SilentUpdate = TimeSpan.FromSeconds(2);

    private readonly RealtimeClient _client;
    private readonly CallOptions _options;
    private readonly TimeProvider _time;
    private readonly RealTimePlayer _player;
    private readonly CancellationTokenSource _hangUp = new();
    private readonly Lock _turn = new();
    private Task _playing = Task.CompletedTask;
    private Task _reporting = Task.CompletedTask;
    private TurnRecorder _recorder;

    private RealtimeCall(RealtimeClient client, CallOptions options, TimeProvider time)
    {
        (_client, _options, _time) = (client, options, time);
        _player = new RealTimePlayer(time, client.Framing.InputRateHz, options.Chunk, client.SendAudioAsync);
        _recorder = new TurnRecorder(time, client.Framing.HasExtensions);
    }

    /// <summary>Connects, configures the session and starts to send, unless muted.</summary>
    /// <exception cref="ClientException">The server cannot be reached, or refused the session.</exception>
    public static async Task<RealtimeCall> OpenAsync(Uri url, CallOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = await RealtimeClient.ConnectAsync(url, options, time, cancellationToken);
        var call = new RealtimeCall(client, options, time);
        try
        {
            await call.ConfigureAsync(cancellationToken);
            call._playing = options.Muted ? Task.CompletedTask : call._player.RunAsync(call._hangUp.Token);
            call._reporting = call.ReportPositionsAsync(call._hangUp.Token);
            return call;
        }
        catch
        {
            await call.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes other backends from the next utterance on. Between two utterances.</summary>
    /// <exception cref="ClientException">The server refuses them.</exception>
    public async Task UseAsync(SessionStages stages, CancellationToken cancellationToken)
    {
        await _client.SendAsync(stages.ToEvent(), cancellationToken);
        await AwaitSessionAsync(cancellationToken);
    }

    /// <summary>Sends <paramref name="recording"/> and waits until the response has been played.</summary>
    /// <exception cref="ClientException">The recording is silent, or the connection was lost.</exception>
    /// <exception cref="InvalidOperationException">The call is muted.</exception>
    public async Task<SpokenTurn> SayAsync(Recording recording, CancellationToken cancellationToken)
    {
        var (utterance, voicedEnd) = Voiced(recording);
        var begun = await BeginAsync(utterance, cancellationToken);
        var before = _client.BytesSent;
        await ListenAsync(utterance.Duration, cancellationToken);
        if (_recorder.Response is { } answer)
        {
            await _time.WaitUntilAsync(answer.EndsAt, cancellationToken);
        }

        return ToTurn(begun, voicedEnd) with
        {
            Said = utterance.Duration,
            BytesSent = _client.BytesSent - before,
            Usage = _recorder.Usage,
        };
    }

    /// <summary>
    /// Sends <paramref name="recording"/>, then silence, until the answer has been heard for a while or did not come. What is
    /// left of it is cancelled: the call is good for nothing more.
    /// </summary>
    /// <exception cref="ClientException">The recording is silent, or the connection was lost.</exception>
    /// <exception cref="InvalidOperationException">The call is muted.</exception>
    public async Task<PlayedClip> PlayAsync(Recording recording, ListeningLimit limit, CancellationToken cancellationToken)
    {
        var (utterance, voicedEnd) = Voiced(recording);
        var lastVoiced = _time.After(await BeginAsync(utterance, cancellationToken), voicedEnd);
        ResponsePlayback? answer;
        while ((answer = _recorder.VoicedSince(lastVoiced)) is null || !_recorder.ResponseDone)
        {
            var until = answer?.FirstVoicedAt() is { } onset ? _time.After(onset, limit.Voice) : _time.After(lastVoiced, limit.Wait);
            if (!await ObserveAsync(until, cancellationToken))
            {
                break;
            }
        }

        var onsetAt = answer?.FirstVoicedAt();
        var cutIn = _recorder.VoicedBefore(lastVoiced);
        var error = _recorder.Error;
        await FinishAsync(onsetAt ?? lastVoiced, cancellationToken);
        return new PlayedClip(
            _recorder.Transcribed ? _recorder.Heard : null,
            _recorder.Answered,
            onsetAt is { } at ? _time.GetElapsedTime(lastVoiced, at) : null,
            answer is null ? null : _time.GetElapsedTime(lastVoiced, answer.FirstArrival),
            cutIn,
            answer is not null && _recorder.TimelineAt >= answer.FirstArrival ? _recorder.Timeline : null,
            error
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _hangUp.CancelAsync();
        await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _hangUp.Dispose();
    }

    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.SendAsync(_options.Session.ToEvent(_client.Framing), cancellationToken);
        }
        catch (ClientException)
        {
            // The server has closed. Why, it may have said before: that is read next, and then the end.
        }

        await AwaitSessionAsync(cancellationToken);
    }

    private async Task AwaitSessionAsync(CancellationToken cancellationToken)
    {
        var created = false;
        while (await ReadAsync(created ? SilentUpdate : _options.ResponseTimeout, cancellationToken) is { } message)
        {
            switch (message)
            {
                case ServerEvent { Type: "session.created" }:
                    created = !_client.Framing.HasExtensions;
                    break;
                case ServerEvent { Type: "session.updated" }:
                    return;
                case ServerEvent { Type: "error" } refusal:
                    throw new ClientException(
                        $"The server refuses the session: {refusal.Body}",
                        "Check the options against its configuration.",
                        ClientFault.Refused
                    );
            }
        }

        if (created)
        {
            return;
        }

        throw new ClientException("The server does not answer session.update.", "Is it a realtime voice server?", ClientFault.Unavailable);
    }

    /// <summary>The recording at the connection's rate, and where its last voiced sample ends.</summary>
    private (Recording Utterance, TimeSpan VoicedEnd) Voiced(Recording recording)
    {
        if (_options.Muted)
        {
            throw new InvalidOperationException("A muted call says nothing.");
        }

        var utterance = recording.At(_client.Framing.InputRateHz);
        var voicedEnd =
            VoiceOnset.End(utterance.Samples.Span, utterance.SampleRateHz)
            ?? throw new ClientException(
                "The recording is silent: nothing in it is above −45 dBFS.",
                "Give one with speech.",
                ClientFault.BadInput
            );
        return (utterance, TimeSpan.FromSeconds((double)voicedEnd / utterance.SampleRateHz));
    }

    /// <returns>The timestamp at which the first sample is captured.</returns>
    private async Task<long> BeginAsync(Recording utterance, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            _recorder = new TurnRecorder(_time, _client.Framing.HasExtensions);
        }

        var saying = _player.SayAsync(utterance.Samples, cancellationToken);
        if (await Task.WhenAny(saying, _playing) != saying)
        {
            await _playing;
        }

        return await saying;
    }

    /// <summary>Cancels a response under way and waits for what the server tells after it.</summary>
    /// <param name="answered">When the response was first heard.</param>
    private async Task FinishAsync(long answered, CancellationToken cancellationToken)
    {
        if (!_recorder.ResponseDone && _recorder.Response is not null)
        {
            await _client.SendAsync(new JsonObject { ["type"] = "response.cancel" }, cancellationToken);
        }

        var until = _time.After(_time.GetTimestamp(), _options.TimelineTimeout);
        while (!_recorder.HeardAll || (_client.Framing.HasExtensions && (_recorder.Timeline is null || _recorder.TimelineAt < answered)))
        {
            if (!await ObserveAsync(until, cancellationToken))
            {
                return;
            }
        }
    }

    /// <returns>False when no message came by <paramref name="until"/>.</returns>
    private async Task<bool> ObserveAsync(long until, CancellationToken cancellationToken)
    {
        var left = _time.GetElapsedTime(_time.GetTimestamp(), until);
        if (left <= TimeSpan.Zero || await ReadAsync(left, cancellationToken) is not { } message)
        {
            return false;
        }

        _options.OnMessage?.Invoke(message);
        lock (_turn)
        {
            _recorder.Observe(message);
        }

        return true;
    }

    private async Task ListenAsync(TimeSpan utterance, CancellationToken cancellationToken)
    {
        var timeout = utterance + _options.ResponseTimeout;
        while (!_recorder.Complete && await ReadAsync(timeout, cancellationToken) is { } message)
        {
            _options.OnMessage?.Invoke(message);
            lock (_turn)
            {
                _recorder.Observe(message);
            }

            timeout = _recorder.ResponseDone ? _options.TimelineTimeout : utterance + _options.ResponseTimeout;
        }
    }

    /// <summary>The next message; null on time-out.</summary>
    private async Task<ServerMessage?> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_client.Messages.TryRead(out var ready))
        {
            return ready;
        }

        using var elapsed = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellationToken);
        try
        {
            return await _client.Messages.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (elapsed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (System.Threading.Channels.ChannelClosedException closed)
        {
            throw _client.Ended(closed.InnerException);
        }
    }

    private async Task ReportPositionsAsync(CancellationToken cancellationToken)
    {
        if (!_client.Framing.HasExtensions)
        {
            return;
        }

        using var timer = new PeriodicTimer(PositionInterval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Position() is { } position)
            {
                await _client.SendAsync(position, cancellationToken);
            }
        }
    }

    private JsonObject? Position()
    {
        lock (_turn)
        {
            return _recorder.Response is { IsEmpty: false } answer
                ? new JsonObject
                {
                    ["type"] = "localvoice.playback.position",
                    ["ordinal"] = answer.Ordinal,
                    ["sample"] = answer.PositionAt(_time.GetTimestamp()),
                }
                : null;
        }
    }

    private SpokenTurn ToTurn(long begun, TimeSpan voicedEnd)
    {
        var lastVoiced = _time.After(begun, voicedEnd);
        var chunks = (long)Math.Ceiling(voicedEnd / _options.Chunk);
        var answer = _recorder.Response;
        var onset = answer?.FirstVoicedAt();
        return new SpokenTurn(
            _recorder.Heard,
            _recorder.Answered,
            answer?.Recording,
            (chunks * _options.Chunk) - voicedEnd,
            answer is null ? null : _time.GetElapsedTime(lastVoiced, answer.FirstArrival),
            onset is { } at ? _time.GetElapsedTime(lastVoiced, at) : null,
            _recorder.Timeline,
            _recorder.Error ?? (_recorder.ResponseDone ? null : $"No whole answer came within {_options.ResponseTimeout.TotalSeconds:0} s.")
        );
    }
}
