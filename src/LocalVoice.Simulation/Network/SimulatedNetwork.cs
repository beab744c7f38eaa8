namespace LocalVoice.Simulation.Network;

/// <summary>A network whose conditions may change while it runs; they hold for every packet from then on. Thread-safe.</summary>
/// <param name="time">Null for real time.</param>
/// <param name="seed">Of the jitter.</param>
public sealed class SimulatedNetwork(NetworkConditions? conditions = null, TimeProvider? time = null, int seed = 1)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private volatile NetworkConditions _conditions = conditions ?? NetworkConditions.None;

    public NetworkConditions Conditions
    {
        get => _conditions;
        set => _conditions = value;
    }

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>How long a packet is on its way.</summary>
    internal TimeSpan OneWay()
    {
        var now = Conditions;
        if (now.Jitter == TimeSpan.Zero)
        {
            return now.RoundTrip / 2;
        }

        lock (_lock)
        {
            return (now.RoundTrip / 2) + (now.Jitter * _random.NextDouble());
        }
    }

    /// <summary>How long the line is busy with a packet.</summary>
    internal TimeSpan OnLine(int bytes) => Conditions.BitsPerSecond is { } rate ? TimeSpan.FromSeconds(8.0 * bytes / rate) : TimeSpan.Zero;
}
