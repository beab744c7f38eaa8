using System.Net;
using LocalVoice.WebRtc.Srtp;
using Microsoft.Extensions.Logging;

namespace LocalVoice.WebRtc.Peers;

/// <summary>What is logged of the network; connections are named by their username fragment, which is no secret.</summary>
internal static partial class PeerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "WebRTC calls are taken at UDP {EndPoint}")]
    public static partial void Listening(ILogger log, IPEndPoint endPoint);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connection {Fragment} is secured with {Profile}")]
    public static partial void Connected(ILogger log, string fragment, SrtpProfile profile);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connection {Fragment} is over: {Why}")]
    public static partial void Closed(ILogger log, string fragment, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Connection {Fragment} is silent, but could not be closed; it is tried again")]
    public static partial void CloseFailed(ILogger log, Exception failure, string fragment);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The network cannot be read; trying again in {Pause}")]
    public static partial void CannotReceive(ILogger log, Exception failure, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "A packet could not be dealt with; it is dropped")]
    public static partial void PacketFailed(ILogger log, Exception failure);
}
