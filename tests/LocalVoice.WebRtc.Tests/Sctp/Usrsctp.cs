using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Sctp;

/// <summary>The tests that use the system's usrsctp, which is one for the process: they run one after another.</summary>
[CollectionDefinition(nameof(Usrsctp), DisableParallelization = true)]
public sealed class Usrsctp
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    internal static SctpStack Stack
    {
        get
        {
            try
            {
                return SctpStack.Shared;
            }
            catch (TransportException missing)
            {
                Assert.Skip(missing.Message);
                throw;
            }
        }
    }
}
