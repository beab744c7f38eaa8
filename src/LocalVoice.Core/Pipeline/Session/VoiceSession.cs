using System.Buffers;
using System.Threading.Channels;
using LocalVoice.Core.Pipeline.Answers;
using LocalVoice.Core.Pipeline.Listening;
using LocalVoice.Core.Pipeline.Transcription;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Speech;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Core.Pipeline.Session;

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

    public VoiceSession(
        SessionSettings settings, VoiceEngines engines, PipelineOptions options, SpokenTextPreparation preparation, TimeProvider time, ILogger logger)
    {
        Id = SessionContext.NewId("sess");
        _logger = logger;
        _inbox = Channel.CreateBounded<SessionInput>(new BoundedChannelOptions(PipelineLimits.Inbox) { SingleReader = true });
        _events = Channel.CreateBounded<SessionEvent>(new BoundedChannelOptions(PipelineLimits.Events) { SingleReader = true });
        _context = new(Id, settings, engines, options, time, _events.Writer, _inbox.Writer, _ended.Token);
        var stream = engines.Recognizer.OpenStream(new(settings.Language, settings.Vocabulary));
        _listening = new(engines.VoiceActivity.Create(), settings.InputFormat, settings.TurnDetection, options.Turns);
        _transcriber = new(stream, _context.PostAsync, _ended.Token);
        _prefiller = new(_context);
        _agent = new(_context, new AnswerPipeline(engines, preparation, _events.Writer, time));
        var items = new UserItems(_context);
        _spoken = new(_context, _listening, _transcriber, items, _agent, _prefiller);
        _manual = new(_context, _listening, _transcriber, items, _agent);
        _desk = new(_context, _listening, _spoken, _manual, _agent, Apply);
        _prefiller.Prefill("");
        _loop = RunAsync();
    }

    public string Id { get; }

    public ChannelReader<SessionEvent> Events => _events.Reader;

    public async ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken)
    {
        if (encoded.Length % _context.Settings.InputFormat.BytesPerSample != 0)
        {
            throw new ArgumentException($"{encoded.Length} bytes are not whole samples of {_context.Settings.InputFormat.Encoding}.", nameof(encoded));
        }

        var audio = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(audio);
        await _inbox.Writer.WriteAsync(new(audio, encoded.Length, null), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken) =>
        _inbox.Writer.WriteAsync(new(null, 0, command), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _ended.Dispose();
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
            await _agent.StopAsync().ConfigureAwait(false);
            await _prefiller.DisposeAsync().ConfigureAwait(false);
            await _transcriber.DisposeAsync().ConfigureAwait(false);
            _listening.Dispose();
            _context.Engines.Prefill?.Release(Id);
            _events.Writer.TryComplete(failure);
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
                break;
            case InterimDecoded interim:
                await _spoken.OnInterimAsync(interim.Turn, interim.Transcript).ConfigureAwait(false);
                break;
            case FinalDecoded final:
                await _spoken.OnFinalAsync(final.Attempt, final.Transcript, final.Failure).ConfigureAwait(false);
                await _manual.OnFinalAsync(final.Attempt, final.Transcript, final.Failure).ConfigureAwait(false);
                break;
            case AnswerStopped stopped:
                await _agent.OnStoppedAsync(stopped.Answer, stopped.Result).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException($"The session's loop got a {message.GetType().Name}.");
        }
    }

    /// <summary>What changes with the settings beyond what is read anew each time.</summary>
    private void Apply(SessionSettings before)
    {
        var now = _context.Settings;
        if (now.Language != before.Language || !now.Vocabulary.SequenceEqual(before.Vocabulary))
        {
            _transcriber.Replace(_context.Engines.Recognizer.OpenStream(new(now.Language, now.Vocabulary)));
        }

        if (now.Instructions != before.Instructions)
        {
            _prefiller.Prefill("");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {SessionId} ended by a failure")]
    private partial void SessionFailed(string sessionId, Exception exception);
}
