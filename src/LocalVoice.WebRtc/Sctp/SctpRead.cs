namespace LocalVoice.WebRtc.Sctp;

/// <summary>What one reading of a socket gave.</summary>
/// <param name="Count">Bytes that it put into the buffer.</param>
/// <param name="IsWhole">They are the last of their message.</param>
internal readonly record struct SctpRead(SctpReadKind Kind, int Count, bool IsWhole, ushort Stream, uint Protocol)
{
    public static SctpRead Nothing => default;

    public static SctpRead Ended => new(SctpReadKind.Ended, 0, false, 0, 0);
}

internal enum SctpReadKind
{
    Nothing,
    Ended,
    Data,
    Notification,
}
