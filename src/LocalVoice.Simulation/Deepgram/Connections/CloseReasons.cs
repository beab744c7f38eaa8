namespace LocalVoice.Simulation.Deepgram.Connections;

/// <summary>
/// Why the service closes a stream of recognition, word for word as it came over the wire: github.com/deepgram/deepgram-python-sdk,
/// issues 183 (16 November 2023) and 319 (27 February 2024). Its documents name them NET-0000, NET-0001 and DATA-0000
/// (developers.deepgram.com/docs/stt-troubleshooting-websocket-data-and-net-errors).
/// </summary>
internal static class CloseReasons
{
    public const string Net0000 = "Deepgram did not provide a response message within the timeout window. See https://dpgr.am/net0000";

    public const string Net0001 =
        "Deepgram did not receive audio data or a text message within the timeout window. See https://dpgr.am/net0001";

    public const string Data0000 = "DATA-0000";
}
