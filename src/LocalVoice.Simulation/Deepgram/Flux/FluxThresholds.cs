namespace LocalVoice.Simulation.Deepgram.Flux;

/// <summary>What ends a turn: developers.deepgram.com/docs/flux/configuration.</summary>
/// <param name="End">Confidence, 0.5…1; 1: the model ends no turn.</param>
/// <param name="Eager">Confidence, 0.3…0.9 and at most that of the end; null: no eager events.</param>
/// <param name="Timeout">Silence that ends a turn whatever the confidence, 500 ms…60 s.</param>
internal sealed record FluxThresholds(double End, double? Eager, TimeSpan Timeout)
{
    public const double DefaultEnd = 0.7;
    public const int DefaultTimeoutMs = 5000;
    public const double LeastEnd = 0.5;
    public const double MostEnd = 1;
    public const double LeastEager = 0.3;
    public const double MostEager = 0.9;
    public const int LeastTimeoutMs = 500;
    public const int MostTimeoutMs = 60_000;

    public bool AreValid =>
        End is >= LeastEnd and <= MostEnd
        && Eager is null or (>= LeastEager and <= MostEager)
        && !(Eager > End)
        && Timeout.TotalMilliseconds is >= LeastTimeoutMs and <= MostTimeoutMs;
}
