namespace LocalVoice.Server.Protocol;

/// <summary>How audio travels beside the events. The names are those of the WebSocket subprotocols.</summary>
internal enum Framing
{
    /// <summary>As base64 in events: what stock clients speak.</summary>
    Realtime,

    /// <summary>In binary frames, with the extension events of README.md.</summary>
    LocalVoice,
}
