namespace LocalVoice.Server.Transport;

internal enum IncomingKind
{
    Text,
    Binary,

    /// <summary>Longer than allowed; read past.</summary>
    TooLong,

    /// <summary>The session's memory, or the process's, did not suffice; read past.</summary>
    NoMemory,
    Close,
}

/// <summary>A client's message.</summary>
/// <param name="Payload">Valid until the next message is read; its reader may overwrite it.</param>
internal readonly record struct IncomingMessage(IncomingKind Kind, Memory<byte> Payload);
