using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Transport;

public sealed class TransportExceptionTests
{
    [Fact]
    public void It_says_why() => Assert.Equal("no room", new TransportException("no room").Message);
}
