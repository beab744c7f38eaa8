using LocalVoice.WebRtc.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Srtp;

public sealed class SrtpLibraryFileTests
{
    [Fact]
    public void A_library_that_is_missing_is_named_with_how_to_install_it()
    {
        var failure = Assert.Throws<TransportException>(() => SrtpLibraryFile.Open(["libno-such-thing.so.7"]));

        Assert.Contains("libno-such-thing.so.7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Install it", failure.Message, StringComparison.Ordinal);
    }
}
