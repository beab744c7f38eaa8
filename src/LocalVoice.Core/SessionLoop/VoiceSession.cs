using System.Buffers;
using System.Threading.Channels;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text;
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
    private readonly SessionContext _context;
    private readonly AudioInput _input;
    private readonly TurnTracker _tracker;
    private readonly InputPace _pace;
    private readonly UtteranceRoom _room;
    private readonly UtteranceTranscriber _transcriber;
    private readonly PromptPrefiller _prefiller;
    private readonly ResponseCoordinator _responses;
    private readonly VadTurns _vadTurns;
    private readonly ManualTurns _manualTurns;
    private readonly SessionCommandHandler _commands;
    private readonly SessionFinish _finish;
    private readonly long _opened;
    private readonly Task _loop;
    private SessionSettings _announced;

    public VoiceSession(
        SessionSettings settings,
        VoiceEngines engines,
        PipelineOptions options,
        SpokenTextPreparations preparations,
        ProcessResources resources,
        TimeProvider time,
        SessionFailures failures
    )
    {
        Id = SessionContext.NewId("sess");
        _announced = settings;
        _opened = time.GetTimestamp();
        _inbox = new(_ended.Token);
        _events = Channel.CreateBounded<SessionEvent>(new BoundedChannelOptions(PipelineLimits.Events) { SingleReader = true });
        _context = new(
            Id,
            settings,
            engines,
            resources.Load,
            options.Conversation,
            failures,
            time,
            _events.Writer,
            _inbox.PostAsync,
            _ended.Token
        );
        var stream = engines.Recognizer.OpenStream(new(settings.Language, settings.Vocabulary));
        _input = new(engines.VoiceActivity.Create(), settings.InputFormat, TurnTracker.RecentAudio(settings.TurnDetection, options.Turns));
        _input.Detect(settings.TurnDetection.Mode != TurnDetectionMode.Manual);
        _tracker = new(_input, settings.TurnDetection, options.Turns);
        Memory = resources.Memory.Open();
        _room = new(Memory, options.Input.MaxUtterance);
        _pace = new(options.Input, time);
        _transcriber = new(stream, _room, _inbox.PostAsync, _ended.Token);
        _prefiller = new(_context);
        _responses = new(_context, new ResponsePipeline(engines, preparations, _events.Writer, time));
        var items = new UserItems(_context);
        var bargeIn = new BargeInController(_context, options.BargeIn, _tracker, _responses);
        _vadTurns = new(_context, options, _input, _tracker, _transcriber, items, _responses, bargeIn, _prefiller);
        _manualTurns = new(_input, _transcriber, items, _responses, _pace);
        _commands = new(_context, _input, _tracker, _vadTurns, _manualTurns, _responses, _transcriber, _prefiller);
        _finish = new(_responses, _vadTurns, _manualTurns, time, _inbox.PostAsync);
        _prefiller.Prefill("");
        _loop = RunAsync();
    }

    public string Id { get; }

    public ISessionMemory Memory { get; }

    public ChannelReader<SessionEvent> Events => _events.Reader;

    public async ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken)
    {
        var format = _announced.InputFormat;
        if (encoded.Length % format.BytesPerSample != 0)
        {
            throw new ArgumentException($"{encoded.Length} bytes are not whole samples of {format.Encoding}.", nameof(encoded));
        }

        if (await PaceAsync(format.DurationOf(encoded.Length / format.BytesPerSample), cancellationToken).ConfigureAwait(false))
        {
            await _inbox.WriteAudioAsync(encoded, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken)
    {
        if (command is UpdateSettings update)
        {
            // Audio after this update is in the new format, even before the loop has processed the update.
            _announced = update.Settings;
        }

        return _inbox.WriteAsync(command, cancellationToken);
    }

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
            await foreach (var (audio, length, message) in _inbox.ReadAllAsync().ConfigureAwait(false))
            {
                if (audio is not null)
                {
                    await ProcessAudioAsync(audio, length).ConfigureAwait(false);
                }
                else
                {
                    await ProcessAsync(message!).ConfigureAwait(false);
                }

                if (_finish.IsOver())
                {
                    break;
                }
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

            _events.Writer.TryComplete(failure);
        }
    }

    /// <summary>Stops all work and releases the session's resources. Never throws.</summary>
    /// <returns>The failure; null for none.</returns>
    private async Task<Exception?> StopAsync()
    {
        try
        {
            await _responses.StopAsync().ConfigureAwait(false);
            await _prefiller.DisposeAsync().ConfigureAwait(false);
            await _transcriber.DisposeAsync().ConfigureAwait(false);
            _input.Dispose();
            _finish.Dispose();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            _context.Engines.Prefill?.Release(Id);
        }
    }

    private async ValueTask ProcessAudioAsync(byte[] audio, int length)
    {
        try
        {
            if (_finish.Begun)
            {
                return;
            }

            _input.Write(audio.AsSpan(0, length));
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

        if (_room.TakeShortage() is not RoomShortage.None and var shortage)
        {
            await _context.EmitAsync(AudioDropped(shortage)).ConfigureAwait(false);
        }
    }

    private CommandFailed AudioDropped(RoomShortage shortage)
    {
        var limit =
            shortage is RoomShortage.Utterance
                ? $"{_room.Held.TotalMinutes:0.#} min, the most that this server keeps of one utterance"
                : $"{_room.Held.TotalSeconds:0} s, and the server has no more memory for this session now";
        return new(
            "input_audio_buffer_full",
            $"The input audio buffer holds {limit}: audio is dropped until it is committed or cleared.",
            Param: null,
            EventId: null
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
                if (command is UpdateSettings update)
                {
                    // A refused update is taken back, unless another was announced meanwhile.
                    Interlocked.CompareExchange(ref _announced, _context.Settings, update.Settings);
                }

                break;
            case InterimDecoded interim:
                await _vadTurns.OnInterimAsync(interim.TurnId, interim.Transcript).ConfigureAwait(false);
                break;
            case FinalDecoded final:
                await _vadTurns.OnFinalAsync(final.Attempt, final.Transcript, final.Failure).ConfigureAwait(false);
                await _manualTurns.OnFinalAsync(final.Attempt, final.Transcript, final.Failure).ConfigureAwait(false);
                final.Attempt.Dispose();
                break;
            case ResponseStopped stopped:
                await _responses.OnStoppedAsync(stopped.Response, stopped.Result).ConfigureAwait(false);
                break;
            case FinishRequested:
                await _finish.BeginAsync().ConfigureAwait(false);
                break;
            case PlaybackDue:
                break;
            default:
                throw new InvalidOperationException($"The session's loop got a {message.GetType().Name}.");
        }
    }
}
