namespace LocalVoice.Server.Transport;

internal enum IncomingKind
{
    Text,
    Binary,

    /// <summary>Longer than allowed; it was read past.</summary>
    TooLong,
    Close,
}

/// <summary>One message of a client.</summary>
/// <param name="Payload">Valid until the next message is read.</param>
internal readonly record struct IncomingMessage(IncomingKind Kind, ReadOnlyMemory<byte> Payload);
