using System.Runtime.InteropServices;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Sctp;

public sealed class SctpLibraryFileTests
{
    [Fact]
    public void What_is_missing_is_named_with_the_way_to_get_it()
    {
        var missing = Assert.Throws<TransportException>(() => SctpLibraryFile.Open(["libnobodyhas.so.7"], "`apt-get install it`"));
        Assert.Equal(
            "WebRTC needs usrsctp for its data channels, and libnobodyhas.so.7 is not on this machine. Install it: `apt-get install it`.",
            missing.Message
        );
    }

    [Fact]
    public void Every_platform_has_names_to_try() =>
        Assert.All(
            [OSPlatform.Linux, OSPlatform.OSX, OSPlatform.Windows],
            platform => Assert.NotEmpty(SctpLibraryFile.Candidates(platform))
        );
}
