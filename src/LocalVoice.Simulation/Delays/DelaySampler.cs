namespace LocalVoice.Simulation.Delays;

/// <summary>Draws a service's delays, the same ones for the same seed. Thread-safe.</summary>
public sealed class DelaySampler(ProviderDelays delays, string service, int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public TimeSpan Draw(string step)
    {
        var delay = delays.Of(service, step);
        lock (_lock)
        {
            return delay.Sample(_random);
        }
    }
}
