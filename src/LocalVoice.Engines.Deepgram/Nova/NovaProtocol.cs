using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Listening;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>The messages of <c>v1/listen</c>: developers.deepgram.com/reference/speech-to-text/listen-streaming.</summary>
internal sealed class NovaProtocol : IListenProtocol<Results>
{
    // 20…60 ms of 16 kHz, 16 bit: what the session's frames are, and no burst of tiny messages after an opening.
    private const int BytesPerMs = 32;

    /// <summary>Finish what was sent: developers.deepgram.com/docs/finalize.</summary>
    public static ReadOnlyMemory<byte> Finalize { get; } = """{"type":"Finalize"}"""u8.ToArray();

    public int LeastBytes => 20 * BytesPerMs;

    public int MostBytes => 60 * BytesPerMs;

    // Keep-alives alone do not keep a connection: it must have had a message of audio within 10 s of its opening.
    // developers.deepgram.com/docs/stt-troubleshooting-websocket-data-and-net-errors, NET-0001.
    public int OpeningSamples => 20 * BytesPerMs / sizeof(short);

    // Every 3…5 s; the service closes after 10: developers.deepgram.com/docs/audio-keep-alive.
    public KeepAlive KeepAlive { get; } = new("""{"type":"KeepAlive"}"""u8.ToArray(), TimeSpan.FromSeconds(4));

    // Results tell of what was heard, not of the audio.
    public Updates? Updates => null;

    public Results? Read(ReadOnlySpan<byte> json, Failures failures)
    {
        var header = Json.Read(json, HeaderJson.Default.Header, failures);
        return header.Type switch
        {
            "Results" => Results.From(Json.Read(json, ResultsJson.Default.ResultsMessage, failures)),
            "Error" => throw failures.Reported(header.Code ?? header.Variant, header.Description ?? header.Message),

            // Metadata, SpeechStarted, UtteranceEnd, and whatever is added to the protocol.
            _ => null,
        };
    }
}
