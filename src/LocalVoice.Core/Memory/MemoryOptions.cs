using LocalVoice.Configuration;

namespace LocalVoice.Core.Memory;

/// <summary>Limits of what clients may make the process hold.</summary>
public sealed record MemoryOptions
{
    /// <summary>
    /// Most of one session, 1 MiB…1 GiB: audio that is not transcribed yet (32 kB per second) and the message that is being
    /// received. Default 32 MiB, enough for 10 minutes of audio and 12 MiB of message.
    /// </summary>
    [Within(1024 * 1024, 1024 * 1024 * 1024)]
    public int SessionBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Most of all sessions, 0…1 TiB. Default 0: a quarter of the memory that the process may use.</summary>
    [Within(0, 1024L * 1024 * 1024 * 1024)]
    public long ProcessBytes { get; init; }
}
