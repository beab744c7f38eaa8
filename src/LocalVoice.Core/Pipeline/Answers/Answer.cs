using System.Text;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Pipeline.Answers;

/// <summary>
/// One answer under way. Its output waits behind a gate until <see cref="Open"/>; <see cref="Cancel"/> stops all of it.
/// </summary>
internal sealed class Answer : IDisposable
{
    private readonly CancellationTokenSource _cutOff;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _cancelReason;

    public Answer(AnswerRequest request, TimeProvider time, CancellationToken sessionEnded)
    {
        Request = request;
        Clock = new(time, request.Settings.OutputFormat.SampleRateHz);
        _cutOff = CancellationTokenSource.CreateLinkedTokenSource(sessionEnded);
        CutOff = _cutOff.Token;
    }

    public AnswerRequest Request { get; }

    public PlaybackClock Clock { get; }

    public SpokenText Spoken { get; } = new();

    /// <summary>All text sent so far; written by playback alone.</summary>
    public StringBuilder Sent { get; } = new();

    /// <summary>Of the item on the wire; set when the gate opens.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Completes when output may leave.</summary>
    public Task Opened => _gate.Task;

    /// <summary>Cancelled when the answer must not be heard any more.</summary>
    public CancellationToken CutOff { get; }

    public ResponseEndReason CancelReason => (ResponseEndReason)Volatile.Read(ref _cancelReason);

    /// <summary>Completes, without failure, when all stages have stopped.</summary>
    public Task Stopped { get; set; } = Task.CompletedTask;

    public void Open(int ordinal)
    {
        Ordinal = ordinal;
        _gate.TrySetResult();
    }

    public void Cancel(ResponseEndReason reason)
    {
        Interlocked.CompareExchange(ref _cancelReason, (int)reason, (int)ResponseEndReason.None);
        _cutOff.Cancel();
    }

    public void Dispose() => _cutOff.Dispose();
}
