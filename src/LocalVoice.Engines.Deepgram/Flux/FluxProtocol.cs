using LocalVoice.Engines.Deepgram.Connections;
using LocalVoice.Engines.Deepgram.Listening;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>The messages of <c>v2/listen</c>: developers.deepgram.com/reference/speech-to-text/listen-flux.</summary>
/// <param name="updateTimeout">How long an update may stay away.</param>
internal sealed class FluxProtocol(TimeSpan updateTimeout) : IListenProtocol<TurnInfo>
{
    // 80 ms of 16 kHz, 16 bit, strongly recommended: developers.deepgram.com/docs/flux/quickstart.
    private const int ChunkBytes = 80 * 32;

    // Twice the 250 ms after which an update comes: developers.deepgram.com/docs/flux/state.
    private const int UpdateBytes = 500 * 32;

    /// <summary>End the turn now: developers.deepgram.com/docs/flux/force-end-turn. Without a turn it is ignored.</summary>
    public static ReadOnlyMemory<byte> ForceEndTurn { get; } = """{"type":"ForceEndTurn"}"""u8.ToArray();

    public int LeastBytes => ChunkBytes;

    public int MostBytes => ChunkBytes;

    public int OpeningSamples => 0;

    // Pings, within 60 s: github.com/deepgram/deepgram-python-sdk/issues/618, 2025-10-30, and 649, 2026-01-30.
    public KeepAlive? KeepAlive => null;

    public Updates? Updates { get; } = new(UpdateBytes, updateTimeout);

    public TurnInfo? Read(ReadOnlySpan<byte> json, Failures failures)
    {
        var header = Json.Read(json, HeaderJson.Default.Header, failures);
        return header.Type switch
        {
            "TurnInfo" => TurnInfo.From(Json.Read(json, TurnInfoJson.Default.TurnInfoMessage, failures)),
            "Error" => throw failures.Reported(header.Code, header.Description ?? header.Message),

            // Connected, and whatever is added to the protocol.
            _ => null,
        };
    }
}
