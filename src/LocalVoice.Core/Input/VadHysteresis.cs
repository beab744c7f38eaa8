namespace LocalVoice.Core.Input;

/// <summary>Hysteresis over window probabilities: opens at the start threshold, closes below the stop threshold.</summary>
public sealed class VadHysteresis
{
    public bool Open { get; private set; }

    /// <returns>Whether the gate is open after this window.</returns>
    public bool Observe(double probability, double startThreshold, double stopThreshold)
    {
        Open = probability >= (Open ? stopThreshold : startThreshold);
        return Open;
    }

    public void Reset() => Open = false;
}
