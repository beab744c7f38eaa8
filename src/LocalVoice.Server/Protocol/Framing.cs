namespace LocalVoice.Server.Protocol;

/// <summary>The audio framing. The names are those of the WebSocket subprotocols.</summary>
internal enum Framing
{
    /// <summary>Base64 in events, as used by stock clients.</summary>
    Realtime,

    /// <summary>Binary frames, with the extension events of README.md.</summary>
    LocalVoice,
}
