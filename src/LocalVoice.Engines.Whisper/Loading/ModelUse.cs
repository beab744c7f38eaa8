using Whisper.net;

namespace LocalVoice.Engines.Whisper.Loading;

/// <summary>The right to decode with a model; its weights stay in memory until this is disposed.</summary>
internal sealed class ModelUse(WhisperFactory factory, Action onEnd) : IDisposable
{
    private int _ended;

    public WhisperFactory Factory => factory;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            onEnd();
        }
    }
}
