using System.Threading.Channels;
using LocalVoice.Core.Memory;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Testing.Sessions;

/// <summary>A session that does what its test says, and remembers what it was given. Updates of settings it accepts by itself.</summary>
public sealed class FakeVoiceSession(string id, SessionSettings settings, ISessionObserver? observer = null) : IVoiceSession
{
    private const int Capacity = 1024;
    private readonly Channel<SessionEvent> _events = Channel.CreateBounded<SessionEvent>(Capacity);
    private readonly Channel<SessionCommand> _commands = Channel.CreateBounded<SessionCommand>(Capacity);
    private readonly Channel<byte[]> _audio = Channel.CreateBounded<byte[]>(Capacity);
    private readonly TaskCompletionSource _finishing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public ISessionMemory Memory { get; } = new MemoryBudget(new()).Open();

    /// <summary>Whoever is told what happens in it; null for nobody.</summary>
    public ISessionObserver? Observer => observer;

    /// <summary>As it was opened.</summary>
    public SessionSettings Settings => settings;

    /// <summary>Completes when the server lets go of the session.</summary>
    public Task Disposed => _disposed.Task;

    /// <summary>Completes when the session has fallen behind and makes its client wait.</summary>
    public Task Waiting => _waiting.Task;

    /// <summary>Completes when the server asks the session to finish.</summary>
    public Task Finishing => _finishing.Task;

    /// <summary>Whether the session has something to finish: it then goes on until <see cref="Finish"/>.</summary>
    public bool Busy { get; set; }

    /// <summary>When set, updates of settings fail with this code.</summary>
    public string? RefuseUpdatesWith { get; set; }

    /// <summary>When set, updates of settings are not answered.</summary>
    public bool LeavesUpdatesOpen { get; set; }

    public ChannelReader<SessionEvent> Events => _events.Reader;

    /// <summary>Every command, in order.</summary>
    public ChannelReader<SessionCommand> Commands => _commands.Reader;

    /// <summary>Every piece of the user's audio, in order. When nobody reads, the session falls behind and makes its client wait.</summary>
    public ChannelReader<byte[]> Audio => _audio.Reader;

    public async ValueTask TellAsync(params SessionEvent[] happenings)
    {
        foreach (var happening in happenings)
        {
            observer?.Told(happening);
            await _events.Writer.WriteAsync(happening);
        }
    }

    /// <summary>The session is over; with an exception when it failed.</summary>
    public void Finish(Exception? failure = null) => _events.Writer.TryComplete(failure);

    public ValueTask AppendAudioAsync(ReadOnlyMemory<byte> encoded, string? eventId, CancellationToken cancellationToken)
    {
        var written = _audio.Writer.WriteAsync(encoded.ToArray(), cancellationToken);
        if (!written.IsCompleted)
        {
            _waiting.TrySetResult();
        }

        return written;
    }

    public async ValueTask SendAsync(SessionCommand command, CancellationToken cancellationToken)
    {
        await _commands.Writer.WriteAsync(command, cancellationToken);
        if (command is UpdateSettings update && !LeavesUpdatesOpen)
        {
            SessionEvent answer = RefuseUpdatesWith is { } code
                ? new CommandFailed(code, "Refused.", Param: null, update.EventId)
                : new SettingsUpdated(update.Settings);
            await _events.Writer.WriteAsync(answer, cancellationToken);
        }
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        _finishing.TrySetResult();
        if (!Busy)
        {
            Finish();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _disposed.TrySetResult();
        _events.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
