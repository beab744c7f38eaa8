namespace LocalVoice.WebRtc.Codecs;

/// <summary>The audio between a call and its session: 16-bit mono.</summary>
public static class CallAudio
{
    /// <summary>Of the user's voice: what recognisers take.</summary>
    public const int UserHz = 16_000;

    /// <summary>Of the agent's voice: above what voices have (22,050 Hz), and a rate that Opus encodes by itself.</summary>
    public const int AgentHz = 24_000;

    /// <summary>Packets a second, each with 20 ms.</summary>
    public const int FramesPerSecond = 50;

    public const int AgentFrameSamples = AgentHz / FramesPerSecond;

    /// <summary>Of a payload: the longest that Opus allows is 120 ms (RFC 6716, section 3.2.5); of G.711 1275 bytes are 160 ms.</summary>
    public const int MostUserSamples = UserHz * 170 / 1000;

    /// <summary>Of a frame, well above what the bit rate gives.</summary>
    public const int MostPayloadBytes = 1000;

    public static TimeSpan Frame { get; } = TimeSpan.FromSeconds(1) / FramesPerSecond;
}
