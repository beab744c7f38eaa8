using System.Buffers;
using System.Threading.Channels;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;
using LocalVoice.Core.ToolServers;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.BargeIn;

namespace LocalVoice.Core.SessionLoop;

/// <summary>
/// A session: one loop over one inbox that receives audio, commands and stage results in order. Slow work runs beside
/// the loop and posts its results, so audio never waits for an engine.
/// </summary>
internal sealed class VoiceSession : IVoiceSession
{
    private readonly CancellationTokenSource _ended = new();
    private readonly SessionInbox _inbox;
    private readonly Channel<SessionEvent> _events;
    private readonly ISessionObserver? _observer;
    private readonly SessionContext _context;
    private readonly AudioInput _input;
    private readonly TurnTracker _tracker;
    private readonly InputPace _pace;
    private readonly Utterances _utterances;
    private readonly PromptPrefiller _prefiller;
    private readonly ResponseCoordinator _responses;
    private readonly OutOfBandResponses _outOfBand;
    private readonly DecidedTurns _decided;
    private readonly VadTurns _vadTurns;
    private readonly ManualTurns _manualTurns;
    private readonly AssumedSilence _silence;
    private readonly ToolConnections _toolServers;
    private readonly RemoteCalls _remoteCalls;
    private readonly SessionCommandHandler _commands;
    private readonly SessionFinish _finish;
    private readonly Manners _manners;
    private readonly long _opened;
    private readonly Task _loop;

    public VoiceSession(
        SessionSettings settings,
        EngineCatalog catalog,
        PipelineOptions options,
        SpokenTextPreparations preparations,
        ProcessResources resources,
        TimeProvider time,
        SessionFailures failures,
        ISessionObserver? observer = null
    )
    {
        Id = SessionContext.NewId("sess");
        _observer = observer;
        _opened = time.GetTimestamp();
        var engines = catalog.For(settings.Stages);
        _inbox = new(_ended.Token);
        _events = Channel.CreateBounded<SessionEvent>(new BoundedChannelOptions(PipelineLimits.Events) { SingleReader = true });
        var events = observer is null ? _events.Writer : new ObservedEvents(_events.Writer, observer);
        _context = new(Id, settings, engines, resources, options.Conversation, failures, time, events, _inbox.PostAsync, _ended.Token)
        {
            Observer = observer,
        };
        Memory = resources.Memory.Open();
        resources.Turns.AddSession();
        _utterances = new(
            engines.Recognizer,
            settings,
            new(Memory, options.Input.MaxUtterance, KeepsCopy: observer is { KeepsAudio: true }),
            _inbox.PostAsync,
            _ended.Token
        );
        _input = new(engines.VoiceActivity.Create(), settings.InputFormat, TurnTracker.RecentAudio(settings.TurnDetection, options.Turns));
        _input.Detect(settings.TurnDetection.Mode != TurnDetectionMode.Manual);
        var playback = new AgentPlayback(_context);
        _tracker = new(_input, settings.TurnDetection, options.Turns, new(_context, playback, options.Echo), resources.Load);
        _pace = new(options.Input, time);
        _prefiller = new(_context);
        var pipeline = new ResponsePipeline(preparations, events, time);
        var plans = new ResponsePlans(_context, playback);
        _responses = new(_context, pipeline, plans, playback);
        _outOfBand = new(_context, pipeline, plans, playback);
        var items = new UserItems(_context, _utterances);
        var voice = new AgentVoice(_context, playback, pipeline.Hold, options.BargeIn.DuckingDb);
        var bargeIn = new BargeInController(_context, options.BargeIn, _tracker, _responses, voice);
        _decided = new(_context, items, _responses, bargeIn, new(_context, options.Turns), _tracker, _pace);
        _manualTurns = new(_input, items, _decided);
        _vadTurns = new(_context, options, _input, _tracker, items, _manualTurns, _decided, _responses, bargeIn, _prefiller);
        _toolServers = new(_context, resources.ToolServers, _prefiller);
        _remoteCalls = new(_context, _toolServers, _responses, _decided);
        _commands = new(
            _context,
            catalog,
            _input,
            _tracker,
            _vadTurns,
            _manualTurns,
            _decided,
            _responses,
            _outOfBand,
            new(_context, items, _decided),
            _toolServers,
            _remoteCalls,
            _utterances,
            _prefiller
        );
        _silence = new(_input, _tracker, _vadTurns, _pace, options.Turns.AssumeSilenceAfter, time, _inbox.PostAsync);
        _manners = new(_context, _input, _vadTurns, _decided, items, _responses, _inbox.PostAsync);
        _finish = new(_responses, _vadTurns, _manualTurns, _decided, _remoteCalls, time, _inbox.PostAsync);
        _context.PrepareEngines();
        _prefiller.Prefill("");
        observer?.Opened(Id, settings);
        _loop = RunAsync();
    }

    public string Id { get; }

    public ISessionMemory Memory { get; }

    public ChannelReader<SessionEvent> Events => _events.Reader;

    public async ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, string? eventId, CancellationToken cancellationToken)
    {
        // Only for the pace: the loop reads the audio in the format in force where it stands among the commands.
        var format = _context.Settings.InputFormat;
        if (await PaceAsync(format.DurationOf(encoded.Length / format.BytesPerSample), cancellationToken).ConfigureAwait(false))
        {
            await _inbox.WriteAudioAsync(encoded, eventId, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken) =>
        _inbox.WriteAsync(command, cancellationToken);

    public ValueTask FinishAsync(CancellationToken cancellationToken) => _inbox.WriteAsync(new FinishRequested(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The source is not disposed: transports and stages may still read its token.
        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    /// <returns>False when the session ended meanwhile.</returns>
    private async ValueTask<bool> PaceAsync(TimeSpan audio, CancellationToken cancellationToken)
    {
        var turn = _pace.TakeAsync(audio, _ended.Token);
        if (turn.IsCompletedSuccessfully)
        {
            return true;
        }

        var waiting = turn.AsTask().WaitAsync(cancellationToken);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return waiting.IsCompletedSuccessfully;
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await _toolServers.OpenAsync(_context.Settings.Tools).ConfigureAwait(false);
            await foreach (var (audio, length, message) in _inbox.ReadAllAsync().ConfigureAwait(false))
            {
                if (audio is not null)
                {
                    await ProcessAudioAsync(audio, length, message as string).ConfigureAwait(false);
                }
                else
                {
                    await ProcessAsync(message!).ConfigureAwait(false);
                }

                await _remoteCalls.WatchAsync().ConfigureAwait(false);
                await _commands.GoOnAsync().ConfigureAwait(false);
                if (_finish.IsOver())
                {
                    break;
                }

                _silence.Watch();
                _manners.Watch();
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Normal end after disposal.
        }
        catch (Exception exception)
        {
            failure = exception;
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            _inbox.Close();
            var stopping = await StopAsync().ConfigureAwait(false);
            failure ??= stopping;
            if (failure is not null)
            {
                _context.Failures.OfSession(Id, failure, _context.Time.GetElapsedTime(_opened));
            }

            _observer?.Ended();
            _events.Writer.TryComplete(failure);
        }
    }

    /// <summary>Stops all work and releases the session's resources. Never throws.</summary>
    /// <returns>The failure; null for none.</returns>
    private async Task<Exception?> StopAsync()
    {
        Exception? failure = null;
        await TryAsync(_outOfBand.StopAsync).ConfigureAwait(false);
        await TryAsync(_responses.StopAsync).ConfigureAwait(false);
        await TryAsync(async () => await _prefiller.DisposeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await TryAsync(async () => await _utterances.DisposeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await TryAsync(() => Release(_toolServers.Close)).ConfigureAwait(false);
        await TryAsync(() => Release(_remoteCalls.Dispose)).ConfigureAwait(false);
        await TryAsync(() => Release(_input.Dispose)).ConfigureAwait(false);
        await TryAsync(() => Release(_finish.Dispose)).ConfigureAwait(false);
        await TryAsync(() => Release(_silence.Dispose)).ConfigureAwait(false);
        await TryAsync(() => Release(_manners.Dispose)).ConfigureAwait(false);
        await TryAsync(() => Release(_context.ReleaseCaches)).ConfigureAwait(false);
        return failure;

        async Task TryAsync(Func<Task> release)
        {
            try
            {
                await release().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failure ??= exception;
            }
        }

        static Task Release(Action release)
        {
            release();
            return Task.CompletedTask;
        }
    }

    private async ValueTask ProcessAudioAsync(byte[] audio, int length, string? eventId)
    {
        try
        {
            if (_finish.Begun)
            {
                return;
            }

            _silence.Received(_input.Write(audio.AsSpan(0, length)));
            await _manners.GreetAsync().ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(audio);
        }

        while (_input.TryReadFrame(_tracker.Turn.HearsSpeech, out var frame))
        {
            var signal = _tracker.Observe(frame);
            if (_context.Settings.TurnDetection.Mode == TurnDetectionMode.Manual)
            {
                _manualTurns.ProcessFrame();
            }
            else
            {
                await _vadTurns.ProcessFrameAsync(signal).ConfigureAwait(false);
            }
        }

        if (
            (_vadTurns.Open ?? _manualTurns.Open)?.Utterance is { } utterance
            && utterance.TakeShortage() is not RoomShortage.None and var shortage
        )
        {
            await _context.EmitAsync(AudioDropped(utterance.Audio, shortage, eventId)).ConfigureAwait(false);
        }
    }

    private static CommandFailed AudioDropped(TimeSpan held, RoomShortage shortage, string? eventId)
    {
        var limit =
            shortage is RoomShortage.Utterance
                ? $"{held.TotalMinutes:0.#} min, the most that this server keeps of one utterance"
                : $"{held.TotalSeconds:0} s, and the server has no more memory for this session now";
        return new(
            "input_audio_buffer_full",
            $"The input audio buffer holds {limit}: audio is dropped until it is committed or cleared.",
            Param: "audio",
            eventId
        );
    }

    private async ValueTask ProcessAsync(object message)
    {
        switch (message)
        {
            case CreateResponse create when _finish.Begun:
                var refused = new CommandFailed("session_finishing", "The session is ending and begins no response.", null, create.EventId);
                await _context.EmitAsync(refused).ConfigureAwait(false);
                break;
            case SessionCommand command:
                await _commands.HandleAsync(command).ConfigureAwait(false);
                if (command is UpdateSettings)
                {
                    await _manners.GreetAsync().ConfigureAwait(false);
                }

                break;
            case InterimDecoded interim:
                await _vadTurns.OnInterimAsync(interim.TurnId, interim.Transcript).ConfigureAwait(false);
                break;
            case FinalDecoded final:
                await _vadTurns.OnFinalAsync(final).ConfigureAwait(false);
                final.Attempt.Dispose();
                break;
            case MessageEndJudged judged:
                await _vadTurns.OnMessageEndAsync(judged).ConfigureAwait(false);
                break;
            case TurnHeard heard:
                await _vadTurns.OnHeardAsync(heard).ConfigureAwait(false);
                break;
            case ResponseStopped stopped:
                if (!await _outOfBand.TryEndAsync(stopped.Response, stopped.Result).ConfigureAwait(false))
                {
                    await _responses.OnStoppedAsync(stopped.Response, stopped.Result).ConfigureAwait(false);
                }

                break;
            case ToolsTold told:
                await _toolServers.OnToldAsync(told).ConfigureAwait(false);
                break;
            case RemoteCallDone done:
                await _remoteCalls.OnEndedAsync(done).ConfigureAwait(false);
                break;
            case FinishRequested:
                await _finish.BeginAsync().ConfigureAwait(false);
                break;
            case SilenceDue:
                await _silence.AssumeAsync().ConfigureAwait(false);
                break;
            case IdleDue when !_finish.Begun:
                await _manners.AskAsync().ConfigureAwait(false);
                break;
            case IdleDue or PlaybackDue:
                break;
            default:
                throw new InvalidOperationException($"The session's loop got a {message.GetType().Name}.");
        }
    }
}
