using LocalVoice.Core.Pipeline.Answers;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Pipeline.Transcription;

/// <summary>A decode of the whole utterance in a pause, and the answer begun on it. Void once the user goes on.</summary>
internal sealed class DecodeAttempt(UserTurn turn, CancellationTokenSource cancellation)
{
    public UserTurn Turn => turn;

    public CancellationToken Cancelled { get; } = cancellation.Token;

    public Transcript? Transcript { get; set; }

    /// <summary>Begun behind the gate; null when nothing was begun.</summary>
    public Answer? Answer { get; set; }

    public void Cancel()
    {
        cancellation.Cancel();
        Answer?.Cancel(ResponseEndReason.TurnDetected);
    }
}
