using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>A decode of the whole utterance so far. Cancelled and disposed by the session's loop only.</summary>
internal sealed class DecodeAttempt(CancellationTokenSource cancellation) : IDisposable
{
    private bool _disposed;

    public CancellationToken Cancelled { get; } = cancellation.Token;

    /// <summary>Null while the decode runs.</summary>
    public Transcript? Transcript { get; set; }

    /// <summary>One whose transcript came by itself.</summary>
    public static DecodeAttempt Of(Transcript transcript)
    {
        var attempt = new DecodeAttempt(new()) { Transcript = transcript };
        attempt.Dispose();
        return attempt;
    }

    public void Cancel()
    {
        if (!_disposed)
        {
            cancellation.Cancel();
        }
    }

    /// <summary>Called when the decode has ended.</summary>
    public void Dispose()
    {
        _disposed = true;
        cancellation.Dispose();
    }
}
