namespace LocalVoice.WebRtc.Sdp;

/// <summary>Who sends audio (RFC 8866, section 6.7), as the one who says it sees it.</summary>
[Flags]
public enum MediaDirection
{
    Inactive = 0,
    SendOnly = 1,
    RecvOnly = 2,
    SendRecv = SendOnly | RecvOnly,
}
