using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Core.Responses;

/// <summary>
/// A response of the agent's: its state, and its stages once they run. Their output waits behind a gate until
/// <see cref="Open"/>. Used by the session's loop only, but for what playback needs: the gate, the item, the token.
/// </summary>
internal sealed class Response : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ResponseState _state;
    private int _cancelReason;
    private bool _disposed;

    public Response(ResponsePlan plan, SpokenItem item, ResponseState state, CancellationToken sessionEnded)
    {
        (Plan, Item, _state) = (plan, item, state);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(sessionEnded);
        Cancelled = _cancellation.Token;
    }

    public ResponsePlan Plan { get; private set; }

    public SpokenItem Item { get; }

    public ResponseState State =>
        _state = _state is ResponseState.Preparing && Item.HasSent ? _state.After(ResponseStep.OutputSent) : _state;

    /// <summary>Whether somebody counts on it and its end has not come.</summary>
    public bool IsActive => State is ResponseState.AwaitingTranscript or ResponseState.Preparing or ResponseState.Streaming;

    /// <summary>Recorder of the turn that it responds to; null when none did.</summary>
    public TurnRecorder? Turn { get; set; }

    /// <summary>Whether the client knows of it.</summary>
    public Telling Telling { get; private set; }

    /// <summary>Number of the item on the wire, from 1; 0 before the item is in the conversation.</summary>
    public int Ordinal { get; set; }

    /// <summary>Completes when output may be sent.</summary>
    public Task Opened => _gate.Task;

    /// <summary>Cancelled when no more of the response may be sent.</summary>
    public CancellationToken Cancelled { get; }

    public ResponseEndReason CancelReason => (ResponseEndReason)Volatile.Read(ref _cancelReason);

    /// <summary>Completes, without failure, when all stages have stopped; null before they run.</summary>
    public Task? Stages { get; private set; }

    /// <summary>What the stages came to; null while they run.</summary>
    public ResponseResult? Result { get; set; }

    /// <summary>The client is to be told of it, whatever becomes of it.</summary>
    public void Owe() => Telling = Telling is Telling.NotDue ? Telling.Due : Telling;

    /// <summary>The client is told of it.</summary>
    public void Tell() => Telling = Telling.Done;

    /// <exception cref="InvalidOperationException">The step cannot happen in its state.</exception>
    public void Take(ResponseStep step) => _state = State.After(step);

    /// <summary>It says this, without the language model. Before its stages run.</summary>
    public void Say(string text) => Plan = Plan with { Text = text };

    /// <summary>Runs the stages on what is to be answered.</summary>
    public void Run(ResponsePlan plan, Func<Response, Task> stages)
    {
        Plan = plan;
        Stages = stages(this);
    }

    public void Open() => _gate.TrySetResult();

    /// <summary>Stops all stages and discards queued audio.</summary>
    public void Cancel(ResponseEndReason reason)
    {
        if (_disposed)
        {
            return;
        }

        Interlocked.CompareExchange(ref _cancelReason, (int)reason, (int)ResponseEndReason.None);
        _cancellation.Cancel();
    }

    /// <summary>It vanishes: nobody knows of it.</summary>
    public void Discard()
    {
        if (State is not ResponseState.Ended)
        {
            Take(ResponseStep.Stopped);
        }

        Cancel(ResponseEndReason.TurnDetected);
        if (Stages is null || Result is not null)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _cancellation.Dispose();
    }
}

/// <summary>Whether the client knows of a response.</summary>
internal enum Telling
{
    /// <summary>It does not, and need not: the response may vanish.</summary>
    NotDue,

    /// <summary>It does not yet: it asked for the response, or cancelled it.</summary>
    Due,

    /// <summary>It does, and will be told of the end.</summary>
    Done,
}
