using System.Buffers;
using System.Threading.Channels;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.BargeIn;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Core.SessionLoop;

/// <summary>
/// One session: a loop over one inbox in which audio, commands and the stages' news arrive in order. Everything that
/// takes time runs beside the loop and reports back to it, so that audio never waits for an engine.
/// </summary>
internal sealed partial class VoiceSession : IVoiceSession
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<SessionInput> _inbox;
    private readonly Channel<SessionEvent> _events;
    private readonly SessionContext _context;
    private readonly ListeningStage _listening;
    private readonly UtteranceTranscriber _transcriber;
    private readonly PromptPrefiller _prefiller;
    private readonly AgentSide _agent;
    private readonly SpokenTurns _spoken;
    private readonly ManualTurns _manual;
    private readonly CommandDesk _desk;
    private readonly ILogger _logger;
    private readonly Task _loop;
    private SessionSettings _announced;

    public VoiceSession(
        SessionSettings settings, VoiceEngines engines, PipelineOptions options, SpokenTextPreparations preparations, TimeProvider time, ILogger logger)
    {
        Id = SessionContext.NewId("sess");
        _announced = settings;
        _logger = logger;
        _inbox = Channel.CreateBounded<SessionInput>(new BoundedChannelOptions(PipelineLimits.Inbox) { SingleReader = true });
        _events = Channel.CreateBounded<SessionEvent>(new BoundedChannelOptions(PipelineLimits.Events) { SingleReader = true });
        _context = new(Id, settings, engines, options, time, _events.Writer, _inbox.Writer, _ended.Token);
        var stream = engines.Recognizer.OpenStream(new(settings.Language, settings.Vocabulary));
        _listening = new(engines.VoiceActivity.Create(), settings.InputFormat, settings.TurnDetection, options.Turns);
        _transcriber = new(stream, _context.PostAsync, _ended.Token);
        _prefiller = new(_context);
        _agent = new(_context, new AnswerPipeline(engines, preparations, _events.Writer, time));
        var items = new UserItems(_context);
        _spoken = new(_context, _listening, _transcriber, items, _agent, new BargeInController(_context, _listening, _agent), _prefiller);
        _manual = new(_context, _listening, _transcriber, items, _agent);
        _desk = new(_context, _listening, _spoken, _manual, _agent, _transcriber, _prefiller);
        _prefiller.Prefill("");
        _loop = RunAsync();
    }

    public string Id { get; }

    public ChannelReader<SessionEvent> Events => _events.Reader;

    public async ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken)
    {
        var format = _announced.InputFormat;
        if (encoded.Length % format.BytesPerSample != 0)
        {
            throw new ArgumentException($"{encoded.Length} bytes are not whole samples of {format.Encoding}.", nameof(encoded));
        }

        var audio = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(audio);
        if (!await TryPutAsync(new(audio, encoded.Length, null), cancellationToken).ConfigureAwait(false))
        {
            ArrayPool<byte>.Shared.Return(audio);
        }
    }

    public async ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken)
    {
        if (command is UpdateSettings update)
        {
            // The audio that follows is in the new format, whenever the loop gets there.
            _announced = update.Settings;
        }

        await TryPutAsync(new(null, 0, command), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // Not disposed with the session: transports and stages may still look at its token.
        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    /// <returns>False when the session is over: what comes then is dropped.</returns>
    private async ValueTask<bool> TryPutAsync(SessionInput input, CancellationToken cancellationToken)
    {
        try
        {
            await _inbox.Writer.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await foreach (var input in _inbox.Reader.ReadAllAsync(_ended.Token).ConfigureAwait(false))
            {
                if (input.Audio is { } audio)
                {
                    await HearAsync(audio, input.AudioBytes).ConfigureAwait(false);
                }
                else
                {
                    await TakeAsync(input.Message!).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Disposed: the ordinary end.
        }
        catch (Exception exception)
        {
            failure = exception;
            SessionFailed(Id, exception);
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            _inbox.Writer.TryComplete();
            failure = await StopAsync().ConfigureAwait(false) ?? failure;
            _events.Writer.TryComplete(failure);
        }
    }

    /// <summary>Stops and gives back everything, whatever fails on the way.</summary>
    /// <returns>What failed.</returns>
    private async Task<Exception?> StopAsync()
    {
        while (_inbox.Reader.TryRead(out var left))
        {
            if (left.Audio is { } audio)
            {
                ArrayPool<byte>.Shared.Return(audio);
            }
        }

        try
        {
            await _agent.StopAsync().ConfigureAwait(false);
            await _prefiller.DisposeAsync().ConfigureAwait(false);
            await _transcriber.DisposeAsync().ConfigureAwait(false);
            _listening.Dispose();
            return null;
        }
        catch (Exception exception)
        {
            SessionFailed(Id, exception);
            return exception;
        }
        finally
        {
            _context.Engines.Prefill?.Release(Id);
        }
    }

    private async ValueTask HearAsync(byte[] audio, int length)
    {
        try
        {
            _listening.Feed(audio.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(audio);
        }

        while (_listening.TryHearFrame(out var signal))
        {
            if (_context.Settings.TurnDetection.Mode == TurnDetectionMode.Manual)
            {
                _manual.Hear();
            }
            else
            {
                await _spoken.HearAsync(signal).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask TakeAsync(object message)
    {
        switch (message)
        {
            case SessionCommand command:
                await _desk.CarryOutAsync(command).ConfigureAwait(false);
                if (command is UpdateSettings)
                {
                    // Perhaps refused.
                    _announced = _context.Settings;
                }

                break;
            case InterimDecoded interim:
                await _spoken.OnInterimAsync(interim.Turn, interim.Transcript).ConfigureAwait(false);
                break;
            case FinalDecoded final:
                await _spoken.OnFinalAsync(final.Attempt, final.Transcript, final.Failure).ConfigureAwait(false);
                await _manual.OnFinalAsync(final.Attempt, final.Transcript, final.Failure).ConfigureAwait(false);
                final.Attempt.Dispose();
                break;
            case AnswerStopped stopped:
                await _agent.OnStoppedAsync(stopped.Answer, stopped.Result).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException($"The session's loop got a {message.GetType().Name}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {SessionId} ended by a failure")]
    private partial void SessionFailed(string sessionId, Exception exception);
}
