using System.Runtime.InteropServices;

namespace LocalVoice.WebRtc.Srtp;

/// <summary>srtp_t, freed exactly once.</summary>
internal sealed class SrtpSessionHandle : SafeHandle
{
    public SrtpSessionHandle(nint session)
        : base(0, ownsHandle: true) => SetHandle(session);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        SrtpLibrary.Shared.Free(handle);
        return true;
    }
}
