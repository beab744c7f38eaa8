namespace LocalVoice.WebRtc.Sdp;

/// <summary>A session description cannot be used; the message names the line and what to do, for people.</summary>
public sealed class SdpException(string message) : Exception(message)
{
    internal static SdpException At(int line, string message) => new($"Line {line} of the SDP offer: {message}");
}
