namespace LocalVoice.Server.Protocol;

/// <summary>The audio framing. The first two have the names of the WebSocket subprotocols.</summary>
internal enum Framing
{
    /// <summary>Base64 in events, as used by stock clients.</summary>
    Realtime,

    /// <summary>Binary frames, with the extension events of README.md.</summary>
    LocalVoice,

    /// <summary>
    /// Tracks of a WebRTC call, with the events of stock clients, or the extension events too. What plays the agent's voice is the
    /// server itself: it lowers, stops and discards as a client of <see cref="LocalVoice"/> does.
    /// </summary>
    Call,
}
