namespace LocalVoice.Simulation.Delays;

/// <summary>How long a step of a provider's service takes: its own work, without the network.</summary>
/// <param name="Service"><c>deepgram</c>, <c>openai</c>, <c>groq</c>, <c>gemini</c>.</param>
/// <param name="Step">As <c>listen.final</c>.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">Null where it is not known: then every draw is the median.</param>
/// <param name="Date">Of the source, as year, month and day, or as much of it as is known.</param>
/// <param name="Title">Of the source.</param>
/// <param name="Address">Of the source; empty for none.</param>
public sealed record ProviderDelay(
    string Service,
    string Step,
    DelayKind Kind,
    TimeSpan P50,
    TimeSpan? P95,
    string Date,
    string Title,
    string Address
)
{
    /// <summary>The 95th percentile of the standard normal distribution.</summary>
    private const double Z95 = 1.6448536269514722;

    /// <summary>A draw of the log-normal distribution that has the two percentiles.</summary>
    public TimeSpan Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (P95 is not { } p95 || p95 <= P50 || P50 <= TimeSpan.Zero)
        {
            return P50;
        }

        var sigma = Math.Log(p95 / P50) / Z95;
        return P50 * Math.Exp(sigma * Normal(random));
    }

    /// <summary>Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
