using LocalVoice.Bench.Compare.Prices;
using LocalVoice.Client.Measures;

namespace LocalVoice.Bench.Compare;

/// <summary>One stage of one turn, in milliseconds.</summary>
/// <param name="Ms">From its request to its first result.</param>
/// <param name="ProcessingMs">The service's own work; null when nobody knows it.</param>
/// <param name="NetworkMs">The network's share; null when nobody knows it.</param>
/// <param name="NetworkEstimated">Whether that is the measured round trip × round trips, not the difference of two times.</param>
/// <param name="Server">Who served, with its model.</param>
/// <param name="Charged">Whom that is paid to; null for this machine.</param>
/// <param name="Fault">Why the backend of the column did not serve; null when it did.</param>
public sealed record StageTurn(
    double Ms,
    double? ProcessingMs,
    double? NetworkMs,
    bool NetworkEstimated,
    string Server,
    ChargedService? Charged,
    string? Fault
)
{
    // The opening of a connection is measured once, and on a busy machine it takes longer than other round trips do.
    private const double LeastShare = 0.5;

    // Sooner than any network answers.
    private const double NoRequestMs = 1;

    /// <summary>
    /// The network's share: time − processing where the service tells its processing, and where what is left can be a round trip
    /// (what is told of several requests adds up: then their mean); else round trip × round trips on the critical path.
    /// </summary>
    /// <param name="ms">From the request to the first result.</param>
    public static StageTurn Of(double ms, StageUse use)
    {
        var (processing, network, estimated) = Divide(ms, use);
        return new StageTurn(ms, processing, network, estimated, $"{use.Name} {use.Model}", ChargedOf(use), use.Fault);
    }

    private static (double? Processing, double? Network, bool Estimated) Divide(double ms, StageUse use)
    {
        if (!use.IsRemote)
        {
            return (ms, 0, false);
        }

        var told = use.ProcessingMs;
        var mean = told / Math.Max(1, use.RoundTrips);
        return told is { } whole && Fits(whole) ? (whole, ms - whole, false)
            : mean is { } one && Fits(one) ? (one, ms - one, true)
            : use.RoundTripMs is { } roundTrip ? Estimate(roundTrip * use.RoundTrips)
            : (told, null, false);

        bool Fits(double processing) => ms - processing >= LeastShare * (use.RoundTripMs ?? 0);

        (double?, double?, bool) Estimate(double network) => (told ?? Math.Max(0, ms - network), network, true);
    }

    private static ChargedService? ChargedOf(StageUse use) => use.IsRemote ? new(use.Name, use.Stage, use.Model) : null;

    /// <summary>
    /// A transcript that comes sooner than a round trip after the pause was not asked for there: the recogniser has heard the end
    /// by itself, and its time is that since the last voiced sample.
    /// </summary>
    public static double? SttMs(RequestTimes times, StageUse use) =>
        use.IsRemote && times.Stt < (use.RoundTripMs ?? NoRequestMs) ? times.SttSinceVoice : times.Stt;
}
