namespace LocalVoice.Simulation.Network;

/// <summary>What the network between a client and a simulated service does.</summary>
/// <param name="RoundTrip">Half of it each way.</param>
/// <param name="Jitter">Added to each packet's way: anything from none to this, evenly; packets keep their order.</param>
/// <param name="BitsPerSecond">In each direction; null: no limit.</param>
public sealed record NetworkConditions(TimeSpan RoundTrip, TimeSpan Jitter = default, long? BitsPerSecond = null)
{
    /// <summary>The loopback as it is.</summary>
    public static NetworkConditions None { get; } = new(TimeSpan.Zero);
}
