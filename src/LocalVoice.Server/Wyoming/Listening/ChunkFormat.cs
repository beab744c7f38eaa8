using LocalVoice.Server.Http.Transcriptions.Decoding;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Wyoming.Listening;

/// <summary>What an audio event says of its samples: signed integers, little-endian, interleaved.</summary>
/// <param name="Width">Bytes of a sample, 2…4.</param>
/// <param name="Channels">1…8.</param>
internal sealed record ChunkFormat(int RateHz, int Width, int Channels)
{
    private const int MostChannels = 8;

    public int FrameBytes => Width * Channels;

    /// <param name="data">Of <c>audio-start</c> or <c>audio-chunk</c>.</param>
    /// <exception cref="ProtocolException">A field is missing, or what it says is not taken here.</exception>
    public static ChunkFormat Read(EventField data)
    {
        var rate = data["rate"].Integer(1, int.MaxValue);
        return WavAudio.Rates.Contains(rate)
            ? new(rate, data["width"].Integer(2, 4), data["channels"].Integer(1, MostChannels))
            : throw data["rate"].Invalid($"Supported values are: {string.Join(", ", WavAudio.Rates)}.");
    }
}
