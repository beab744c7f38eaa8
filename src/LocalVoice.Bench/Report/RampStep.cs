using System.Text.Json.Serialization;

namespace LocalVoice.Bench.Report;

/// <summary>So many callers at once.</summary>
/// <param name="Unanswered">Utterances that got no audible answer.</param>
public sealed record RampStep(int Sessions, int Turns, int Unanswered, Distribution V2vMs)
{
    /// <summary>Everybody was answered in time.</summary>
    [JsonIgnore]
    public bool Holds => Unanswered == 0 && V2vMs.P95 <= CapacityRamp.BoundMs;
}
