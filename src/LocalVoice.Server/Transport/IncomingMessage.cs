namespace LocalVoice.Server.Transport;

internal enum IncomingKind
{
    Text,
    Binary,

    /// <summary>Longer than allowed; skipped.</summary>
    TooLong,
    Close,
}

/// <summary>A client's message.</summary>
/// <param name="Payload">Valid until the next message is read.</param>
internal readonly record struct IncomingMessage(IncomingKind Kind, ReadOnlyMemory<byte> Payload);
