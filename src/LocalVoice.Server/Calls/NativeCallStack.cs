using LocalVoice.Server.Configuration;
using LocalVoice.WebRtc.Calls;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Calls;

/// <summary>Calls over this machine's network, on the system's libraries.</summary>
internal sealed class NativeCallStack(IOptions<LocalVoiceOptions> options) : ICallStack
{
    public (IPeerNetwork Network, IDataChannelFactory Channels) Open() =>
        throw new TransportException(
            options.Value.WebRtc.Enabled
                ? "This server cannot take calls yet."
                : $"The operator has turned calls off ({WebRtcOptions.Section}:{nameof(WebRtcOptions.Enabled)})."
        );
}
