using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Wyoming.Framing;

/// <summary>A client's event.</summary>
/// <param name="Data">An object, or absent.</param>
/// <param name="Payload">Empty without one.</param>
/// <param name="HeldBytes">Of its connection's memory account, to be given back once it was handled.</param>
internal sealed record WyomingEvent(string Type, EventField Data, ReadOnlyMemory<byte> Payload, long HeldBytes);
