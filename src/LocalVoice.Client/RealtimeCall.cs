using LocalVoice.Client.Audio;
using LocalVoice.Client.Measures;

namespace LocalVoice.Client;

/// <summary>
/// A call in real time: sends utterances and the silence between them, receives responses and reports the playback
/// position. One utterance at a time.
/// </summary>
public sealed class RealtimeCall : IAsyncDisposable
{
    private readonly IRealtimeConnection _client;
    private readonly CallOptions _options;
    private readonly TimeProvider _time;
    private readonly SessionHandshake _handshake;
    private readonly RealTimePlayer _player;
    private readonly CallListening _listening;
    private readonly CancellationTokenSource _hangUp = new();
    private Task _playing = Task.CompletedTask;
    private Task _reporting = Task.CompletedTask;

    private RealtimeCall(IRealtimeConnection client, Loudspeaker? speaker, CallOptions options, TimeProvider time)
    {
        (_client, _options, _time) = (client, options, time);
        _handshake = new SessionHandshake(client, options.ResponseTimeout);
        var around = options.Microphone ?? (speaker is null ? null : Around(speaker, options.Echo!));
        _player = new RealTimePlayer(time, client.Framing.InputRateHz, options.Chunk, client.SendAudioAsync, around);
        _listening = new CallListening(client, options, time);
    }

    private TurnRecorder Recorder => _listening.Recorder;

    /// <summary>Connects, configures the session and starts to send, unless muted.</summary>
    /// <exception cref="ClientException">The server cannot be reached, or refused the session.</exception>
    public static async Task<RealtimeCall> OpenAsync(Uri url, CallOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = await RealtimeClient.ConnectAsync(url, options, time, cancellationToken);
        return await BeginAsync(new RealtimeCall(client, client.Speaker, options, time), cancellationToken);
    }

    /// <summary>Configures the session of a connection and starts to send, unless muted.</summary>
    /// <param name="connection">The call's own from here on, however this ends.</param>
    /// <param name="options">But for those that say how to connect, and the echo.</param>
    /// <exception cref="ClientException">The server refused the session.</exception>
    public static Task<RealtimeCall> OpenAsync(
        IRealtimeConnection connection,
        CallOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => BeginAsync(new RealtimeCall(connection, speaker: null, options, time), cancellationToken);

    private static async Task<RealtimeCall> BeginAsync(RealtimeCall call, CancellationToken cancellationToken)
    {
        try
        {
            await call._handshake.BeginAsync(call._options.Session, cancellationToken);
            call._playing = call._options.Muted ? Task.CompletedTask : call._player.RunAsync(call._hangUp.Token);
            call._reporting = call._listening.ReportPositionsAsync(call._hangUp.Token);
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
        await _handshake.AwaitAsync(cancellationToken);
    }

    /// <summary>Sends <paramref name="recording"/> and waits until the response has been played.</summary>
    /// <exception cref="ClientException">The recording is silent, or the connection was lost.</exception>
    /// <exception cref="InvalidOperationException">The call is muted.</exception>
    public async Task<SpokenTurn> SayAsync(Recording recording, CancellationToken cancellationToken)
    {
        var (utterance, voicedEnd) = Voiced(recording);
        var begun = await BeginAsync(utterance, cancellationToken);
        var before = _client.BytesSent;
        await _listening.UntilResponseAsync(utterance.Duration, cancellationToken);
        if (Recorder.Response is { } answer)
        {
            await _time.WaitUntilAsync(answer.EndsAt, cancellationToken);
        }

        return Recorder.ToTurn(_time.After(begun, voicedEnd)) with
        {
            Error =
                Recorder.Error
                ?? (Recorder.ResponseDone ? null : $"No whole answer came within {_options.ResponseTimeout.TotalSeconds:0} s."),
            InputDelay = (Math.Ceiling(voicedEnd / _options.Chunk) * _options.Chunk) - voicedEnd,
            Said = utterance.Duration,
            BytesSent = _client.BytesSent - before,
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
        while ((answer = Recorder.VoicedSince(lastVoiced)) is null || !Recorder.ResponseDone)
        {
            var until = answer?.FirstVoicedAt() is { } onset ? _time.After(onset, limit.Voice) : _time.After(lastVoiced, limit.Wait);
            if (!await _listening.ObserveAsync(until, cancellationToken))
            {
                break;
            }
        }

        var onsetAt = answer?.FirstVoicedAt();
        var cutIn = Recorder.VoicedBefore(lastVoiced);
        var error = Recorder.Error;
        await _listening.FinishAsync(onsetAt ?? lastVoiced, cancellationToken);
        return new PlayedClip(
            Recorder.Transcribed ? Recorder.Heard : null,
            Recorder.Answered,
            onsetAt is { } at ? _time.GetElapsedTime(lastVoiced, at) : null,
            answer is null ? null : _time.GetElapsedTime(lastVoiced, answer.FirstArrival),
            cutIn,
            answer is not null && Recorder.TimelineAt >= answer.FirstArrival ? Recorder.Timeline : null,
            error
        );
    }

    /// <summary>
    /// Sends <paramref name="question"/>, and <paramref name="sound"/> once its answer has been heard for a while, over the agent's
    /// voice. What the agent does is watched until it is clear; what is left is cancelled: the call is good for nothing more.
    /// </summary>
    /// <returns>Null when no answer came that was long enough to be spoken over.</returns>
    /// <exception cref="ClientException">A recording is silent, or the connection was lost.</exception>
    public async Task<PlayedOver?> PlayOverAsync(
        Recording question,
        Recording sound,
        OverlapTiming timing,
        CancellationToken cancellationToken
    )
    {
        var (_, voice) = await AskAsync(question, timing, cancellationToken);
        if (voice is null || Recorder.Response is not { } answer || answer.EndsAt <= _time.GetTimestamp())
        {
            return null;
        }

        var reaction = new AgentReaction(_time, answer.Ordinal);
        _listening.Reaction = reaction;
        var heard = sound.At(_client.Framing.InputRateHz);
        var begun = await _player.SayAsync(heard.Samples, cancellationToken);
        var onset = _time.After(begun, Position(VoiceOnset.First(heard.Samples.Span, heard.SampleRateHz) ?? 0));
        var end = _time.After(begun, Position(VoiceOnset.End(heard.Samples.Span, heard.SampleRateHz) ?? heard.Samples.Length));
        await _listening.UntilAsync(_time.After(end, timing.Watch), cancellationToken);
        return reaction.ToPlayedOver(
            onset,
            end,
            answer.EndsAt,
            reaction.Flushed is null ? null : await _listening.NextAsync(answer, _time.After(end, timing.Wait), cancellationToken),
            Recorder.Timeline is { } timeline ? TimelineMarks.Read(timeline) : null
        );
    }

    /// <summary>
    /// Sends <paramref name="question"/>, and over its answer <paramref name="sound"/>, then silence until the agent has been silent for
    /// a while. The call goes on.
    /// </summary>
    /// <param name="sound">Null: nothing is said over the answer.</param>
    /// <param name="timing">Its <see cref="OverlapTiming.Watch"/> is the silence after which nothing more comes.</param>
    /// <exception cref="ClientException">The question is silent, or the connection was lost.</exception>
    public async Task<Exchange> ConverseAsync(
        Recording question,
        Recording? sound,
        OverlapTiming timing,
        CancellationToken cancellationToken
    )
    {
        var (lastVoiced, voice) = await AskAsync(question, timing, cancellationToken);
        if (voice is not { } voicedAt || Recorder.Response is not { } answer)
        {
            return new(null, null, Recorder.Heard);
        }

        bool? answered = null;
        if (sound is not null && answer.EndsAt > _time.GetTimestamp())
        {
            var over = sound.At(_client.Framing.InputRateHz);
            var end = _time.After(await _player.SayAsync(over.Samples, cancellationToken), over.Duration);
            await _listening.UntilSilentAsync(end, timing, cancellationToken);
            answered = Recorder.VoicedSince(end) is not null;
        }

        await _listening.UntilSilentAsync(lastVoiced, timing, cancellationToken);
        return new(_time.GetElapsedTime(lastVoiced, voicedAt), answered, Recorder.Heard);
    }

    /// <summary>Goes on with the silence, and listens.</summary>
    /// <exception cref="ClientException">The connection was lost.</exception>
    public Task ListenAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        _listening.UntilAsync(_time.After(_time.GetTimestamp(), duration), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _hangUp.CancelAsync();
        await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _hangUp.Dispose();
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
        return (utterance, Position(voicedEnd));
    }

    private TimeSpan Position(int sample) => TimeSpan.FromSeconds((double)sample / _client.Framing.InputRateHz);

    /// <summary>What the speaker plays, as the microphone hears it.</summary>
    private static Action<Memory<float>> Around(Loudspeaker speaker, EchoRoom room) =>
        chunk =>
        {
            var heard = chunk.Span;
            speaker.Play(heard);
            foreach (ref var sample in heard)
            {
                sample = room.Hear(sample);
            }
        };

    /// <returns>The timestamp at which the first sample is captured.</returns>
    private async Task<long> BeginAsync(Recording utterance, CancellationToken cancellationToken)
    {
        _listening.Restart();
        var saying = _player.SayAsync(utterance.Samples, cancellationToken);
        if (await Task.WhenAny(saying, _playing) != saying)
        {
            await _playing;
        }

        return await saying;
    }

    /// <summary>Sends a question, and listens until its answer has been heard for as long as the timing tells.</summary>
    /// <returns>When its last voiced sample was captured, and the answer's first one played; null: none came.</returns>
    private async Task<(long LastVoiced, long? Voice)> AskAsync(
        Recording question,
        OverlapTiming timing,
        CancellationToken cancellationToken
    )
    {
        var (utterance, voicedEnd) = Voiced(question);
        var lastVoiced = _time.After(await BeginAsync(utterance, cancellationToken), voicedEnd);
        while (Recorder.VoicedSince(lastVoiced) is null)
        {
            if (!await _listening.ObserveAsync(_time.After(lastVoiced, timing.Wait), cancellationToken))
            {
                return (lastVoiced, null);
            }
        }

        var voice = Recorder.VoicedSince(lastVoiced)!.FirstVoicedAt()!.Value;
        await _listening.UntilAsync(_time.After(voice, timing.Into), cancellationToken);
        return (lastVoiced, voice);
    }
}
