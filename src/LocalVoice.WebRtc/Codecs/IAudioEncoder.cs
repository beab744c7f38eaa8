namespace LocalVoice.WebRtc.Codecs;

/// <summary>Turns frames of <see cref="CallAudio.AgentFrameSamples"/> into payloads of one stream, in order. Not thread-safe.</summary>
public interface IAudioEncoder
{
    /// <summary>A frame's length in the stream's clock.</summary>
    int FrameClockSamples { get; }

    /// <summary>How many packets of a hundred the other side has lost of late, 0…100: the more, the more is said twice.</summary>
    int LossPercent { set; }

    /// <param name="payload">Room for the longest, <see cref="CallAudio.MostPayloadBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    int Encode(ReadOnlySpan<short> frame, Span<byte> payload);
}
