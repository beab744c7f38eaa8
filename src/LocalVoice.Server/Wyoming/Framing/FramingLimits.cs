namespace LocalVoice.Server.Wyoming.Framing;

/// <summary>Bounds of one event. Where no source is named: well above what stock clients send.</summary>
internal static class FramingLimits
{
    /// <summary>Bytes of the header line. Default limit of a line of Python's asyncio, on which the reference peers run.</summary>
    public const int HeaderBytes = 64 * 1024;

    /// <summary>Bytes of the additional data: JSON, as <see cref="Transport.TransportBudgets.CommandBytes"/>.</summary>
    public const int DataBytes = 1024 * 1024;

    /// <summary>Bytes of a payload: 32 s of 16 kHz audio. Clients send 32 to 128 ms at once.</summary>
    public const int PayloadBytes = 1024 * 1024;

    /// <summary>Characters of an event's type.</summary>
    public const int TypeLength = 64;
}
