namespace LocalVoice.Core.Input;

/// <summary>Hysteresis over window probabilities: opens at the start threshold, closes below the stop threshold.</summary>
public sealed class VadHysteresis(double startThreshold, double stopThreshold)
{
    public bool Open { get; private set; }

    /// <returns>Whether the gate is open after this window.</returns>
    public bool Observe(double probability)
    {
        Open = probability >= (Open ? stopThreshold : startThreshold);
        return Open;
    }

    public void Reset() => Open = false;
}
