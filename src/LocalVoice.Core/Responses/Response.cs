using System.Text;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Responses;

/// <summary>
/// A response in progress. Its output waits behind a gate until <see cref="Open"/>; <see cref="Cancel"/> stops all
/// stages. Cancelled and disposed by the session's loop only.
/// </summary>
internal sealed class Response : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _sent = new();
    private int _cancelReason;
    private bool _disposed;

    public Response(ResponsePlan request, int voiceRateHz, TimeProvider time, CancellationToken sessionEnded)
    {
        Request = request;
        Spoken = new(voiceRateHz);
        Clock = new(time, request.Settings.OutputFormat.SampleRateHz);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(sessionEnded);
        Cancelled = _cancellation.Token;
    }

    public ResponsePlan Request { get; }

    public PlaybackClock Clock { get; }

    public HeardText Spoken { get; }

    /// <summary>All text sent so far.</summary>
    public string SentText
    {
        get
        {
            lock (_sent)
            {
                return _sent.ToString();
            }
        }
    }

    /// <summary>Ordinal of the item on the wire; set when the gate opens.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Completes when output may be sent.</summary>
    public Task Opened => _gate.Task;

    /// <summary>Cancelled when no more of the response may be sent.</summary>
    public CancellationToken Cancelled { get; }

    public ResponseEndReason CancelReason => (ResponseEndReason)Volatile.Read(ref _cancelReason);

    /// <summary>Completes, without failure, when all stages have stopped.</summary>
    public Task Stopped { get; set; } = Task.CompletedTask;

    /// <summary>The result posted to the session's loop; null while a stage runs.</summary>
    public ResponseResult? Result { get; set; }

    /// <summary>Whether the history already holds only what the user heard of the response.</summary>
    public bool Trimmed { get; set; }

    /// <summary>Records text as sent. Called by playback only.</summary>
    public void NoteSent(string text)
    {
        lock (_sent)
        {
            _sent.Append(text);
        }
    }

    public void Open(int ordinal)
    {
        Ordinal = ordinal;
        _gate.TrySetResult();
    }

    /// <summary>Stops all stages and discards queued audio. No effect after disposal.</summary>
    public void Cancel(ResponseEndReason reason)
    {
        if (_disposed)
        {
            return;
        }

        Interlocked.CompareExchange(ref _cancelReason, (int)reason, (int)ResponseEndReason.None);
        _cancellation.Cancel();
    }

    public void Dispose()
    {
        _disposed = true;
        _cancellation.Dispose();
    }
}
