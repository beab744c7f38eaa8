using System.Text.Json.Serialization;

namespace LocalVoice.Bench.Report;

/// <summary>Figures for one number of concurrent callers.</summary>
/// <param name="Unanswered">Utterances without an audible response.</param>
public sealed record RampStep(int Sessions, int Turns, int Unanswered, Distribution V2vMs)
{
    /// <summary>Whether every utterance got a response within the bound.</summary>
    [JsonIgnore]
    public bool Holds => Unanswered == 0 && V2vMs.P95 <= CapacityRamp.BoundMs;
}
