namespace LocalVoice.WebRtc.Jitter;

/// <summary>What a buffer has to know of a codec.</summary>
public interface IPayloadClock
{
    /// <summary>Of the stream's timestamps.</summary>
    int ClockHz { get; }

    /// <returns>How long the payload's audio is, in the stream's clock; 0 for no audio.</returns>
    int DurationOf(ReadOnlySpan<byte> payload);
}
