using LocalVoice.WebRtc.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Srtp;

/// <summary>The system's library, for tests that cannot be without.</summary>
internal static class Libsrtp
{
    public static void SkipWhereMissing()
    {
        try
        {
            _ = SrtpLibrary.Shared;
        }
        catch (TransportException missing)
        {
            Assert.Skip(missing.Message);
        }
    }
}
