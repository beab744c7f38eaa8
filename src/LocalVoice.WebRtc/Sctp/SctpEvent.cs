namespace LocalVoice.WebRtc.Sctp;

/// <summary>What an association has to tell, in the order in which it happened.</summary>
internal abstract record SctpEvent;

/// <summary>Both sides are there.</summary>
/// <param name="OutgoingStreams">Streams that this side may send on: 0 to this less one.</param>
internal sealed record SctpConnected(int OutgoingStreams) : SctpEvent;

/// <summary>A whole message.</summary>
/// <param name="Stream">0 to 65535.</param>
/// <param name="Protocol">The payload protocol identifier (RFC 8831, section 8).</param>
internal sealed record SctpMessage(ushort Stream, uint Protocol, ReadOnlyMemory<byte> Payload) : SctpEvent;

/// <summary>The other side will send nothing more on these streams, until they are used anew (RFC 6525).</summary>
/// <param name="Streams">None: all.</param>
internal sealed record SctpStreamsReset(IReadOnlyList<ushort> Streams) : SctpEvent;

/// <summary>The last event.</summary>
/// <param name="Reason">For people.</param>
internal sealed record SctpClosed(string Reason) : SctpEvent;
