using LocalVoice.WebRtc.Jitter;

namespace LocalVoice.WebRtc.Codecs;

/// <summary>
/// Turns the payloads of one stream into samples at <see cref="CallAudio.UserHz"/>, in order. A payload that cannot be decoded is
/// concealed. Not thread-safe.
/// </summary>
public interface IAudioDecoder : IPayloadClock
{
    /// <param name="samples">At least <see cref="CallAudio.MostUserSamples"/>.</param>
    /// <returns>Samples written.</returns>
    int Decode(ReadOnlySpan<byte> payload, Span<short> samples);

    /// <summary>Audio that was lost before a packet that has come.</summary>
    /// <param name="following">That packet's payload; it is decoded afterwards.</param>
    /// <param name="clockSamples">How much was lost, in the stream's clock.</param>
    /// <inheritdoc cref="Decode"/>
    int Recover(ReadOnlySpan<byte> following, int clockSamples, Span<short> samples);

    /// <summary>Audio that is lost, or was never sent.</summary>
    /// <inheritdoc cref="Recover"/>
    int Conceal(int clockSamples, Span<short> samples);
}
