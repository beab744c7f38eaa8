using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Owns a native object.</summary>
public abstract class SafeLLamaHandleBase : SafeHandle
{
    private protected SafeLLamaHandleBase()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <exception cref="ObjectDisposedException">The native object is gone.</exception>
    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed || IsInvalid, this);
            return handle;
        }
    }
}
