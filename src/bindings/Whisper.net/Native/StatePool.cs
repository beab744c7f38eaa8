using System.Collections.Concurrent;

namespace Whisper.net.Native;

/// <summary>
/// The working memory of decodes (KV caches, compute buffers), kept because making it takes 3 to 55 ms. As many states live
/// as decodes ever ran at once. Thread-safe.
/// </summary>
internal sealed class StatePool(ModelHandle model) : IDisposable
{
    private readonly ConcurrentStack<nint> _idle = new();
    private readonly Lock _creating = new();
    private volatile bool _disposed;

    public bool IsDisposed => _disposed;

    public int Idle => _idle.Count;

    /// <summary>A state for one decode. Keeps the model in memory until it is returned.</summary>
    /// <exception cref="ObjectDisposedException">The factory is disposed.</exception>
    /// <exception cref="WhisperModelLoadException">There is no memory for another state.</exception>
    public (nint Model, nint State) Rent()
    {
        var referenced = false;
        model.DangerousAddRef(ref referenced);
        var context = model.DangerousGetHandle();
        if (_idle.TryPop(out var idle))
            return (context, idle);

        nint created;
        lock (_creating)
        {
            created = NativeMethods.whisper_init_state(context);
        }

        if (created != 0)
            return (context, created);

        model.DangerousRelease();
        throw new WhisperModelLoadException("whisper.cpp could not make a state: out of memory?");
    }

    /// <param name="state">From <see cref="Rent"/>.</param>
    /// <param name="reuse">False when it remembers what was said.</param>
    public void Return(nint state, bool reuse)
    {
        if (reuse && !_disposed)
        {
            _idle.Push(state);
            if (_disposed)
                FreeIdle();
        }
        else
        {
            NativeMethods.whisper_free_state(state);
        }

        model.DangerousRelease();
    }

    public void Dispose()
    {
        _disposed = true;
        FreeIdle();
        model.Dispose();
    }

    private void FreeIdle()
    {
        while (_idle.TryPop(out var state))
        {
            NativeMethods.whisper_free_state(state);
        }
    }
}
