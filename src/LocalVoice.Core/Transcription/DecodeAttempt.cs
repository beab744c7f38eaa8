using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>A decode of the whole utterance in a pause, and the answer begun on it. Void once the user goes on.</summary>
internal sealed class DecodeAttempt(UserTurn turn, CancellationTokenSource cancellation) : IDisposable
{
    private bool _disposed;

    public UserTurn Turn => turn;

    public CancellationToken Cancelled { get; } = cancellation.Token;

    public Transcript? Transcript { get; set; }

    /// <summary>Begun behind the gate; null when nothing was begun.</summary>
    public Answer? Answer { get; set; }

    /// <summary>The conversation and the settings that <see cref="Answer"/> was begun on.</summary>
    public (int HistoryVersion, SessionSettings Settings)? Basis { get; set; }

    public void Cancel()
    {
        if (!_disposed)
        {
            cancellation.Cancel();
        }

        Answer?.Cancel(ResponseEndReason.TurnDetected);
    }

    /// <summary>The decode has ended. Called by the session's loop, as <see cref="Cancel"/> is.</summary>
    public void Dispose()
    {
        _disposed = true;
        cancellation.Dispose();
    }
}
