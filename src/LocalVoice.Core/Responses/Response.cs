using System.Text;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Responses;

/// <summary>
/// One answer under way. Its output waits behind a gate until <see cref="Open"/>; <see cref="Cancel"/> stops all of it.
/// Cancelled and disposed by the session's loop alone.
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

    /// <summary>Of the item on the wire; set when the gate opens.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Completes when output may leave.</summary>
    public Task Opened => _gate.Task;

    /// <summary>Cancelled when the response must not be heard any more.</summary>
    public CancellationToken Cancelled { get; }

    public ResponseEndReason CancelReason => (ResponseEndReason)Volatile.Read(ref _cancelReason);

    /// <summary>Completes, without failure, when all stages have stopped.</summary>
    public Task Stopped { get; set; } = Task.CompletedTask;

    /// <summary>How it ended, as far as the session's loop knows; null while a stage runs.</summary>
    public ResponseResult? Result { get; set; }

    /// <summary>Whether the conversation already holds only what the user heard of it.</summary>
    public bool Trimmed { get; set; }

    /// <summary>Called by playback alone.</summary>
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

    /// <summary>Stops all stages and voids the audio under way. Does nothing once disposed.</summary>
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
