namespace LocalVoice.Bench.Transport.Voice;

/// <summary>A piece of the agent's voice.</summary>
/// <param name="Samples">16 kHz, mono.</param>
/// <param name="Begins">The sender was silent before.</param>
internal readonly record struct HeardFrame(short[] Samples, bool Begins);

/// <summary>How much voice was heard so far.</summary>
/// <param name="All">Packets' worth of audio.</param>
/// <param name="Concealed">Those whose packet did not come in time: recovered from the next one, or made up.</param>
public readonly record struct HeardCount(long All, long Concealed)
{
    public static HeardCount operator -(HeardCount later, HeardCount earlier) =>
        new(later.All - earlier.All, later.Concealed - earlier.Concealed);

    /// <inheritdoc cref="op_Subtraction"/>
    public HeardCount Subtract(HeardCount earlier) => this - earlier;
}
