using System.Text.Json.Serialization;

namespace LocalVoice.Bench.Fleet;

/// <summary>What one turn takes of a server that has nothing else to do. All in milliseconds, 0 or more.</summary>
/// <param name="SpeechMs">From the user's first to the last voiced sample, about: the length of the recording.</param>
/// <param name="AheadMs">Computing while the user speaks, which a busy server leaves out.</param>
/// <param name="DecodeMs">Computing the transcript that ends the turn.</param>
/// <param name="FirstWordsMs">Computing the response's first clause.</param>
/// <param name="FirstSpeechMs">Computing the first audio of it.</param>
/// <param name="RestMs">Computing what comes after, while the response is played.</param>
/// <param name="DecisionMs">From the last voiced sample to the decision that the turn is over, computing apart.</param>
/// <param name="OutputMs">From the later of decision and first audio to its first voiced sample at the client.</param>
/// <param name="SpokenMs">How long the response is played.</param>
public sealed record TurnCost(
    double SpeechMs,
    double AheadMs,
    double DecodeMs,
    double FirstWordsMs,
    double FirstSpeechMs,
    double RestMs,
    double DecisionMs,
    double OutputMs,
    double SpokenMs
)
{
    /// <summary>All computing.</summary>
    [JsonIgnore]
    public double ComputingMs => AheadMs + DecodeMs + FirstWordsMs + FirstSpeechMs + RestMs;

    /// <summary>What is wrong with it, naming the field; null when nothing is.</summary>
    [JsonIgnore]
    public string? Problem
    {
        get
        {
            (string Name, double Value)[] costs =
            [
                ("speech_ms", SpeechMs),
                ("ahead_ms", AheadMs),
                ("decode_ms", DecodeMs),
                ("first_words_ms", FirstWordsMs),
                ("first_speech_ms", FirstSpeechMs),
                ("rest_ms", RestMs),
                ("decision_ms", DecisionMs),
                ("output_ms", OutputMs),
                ("spoken_ms", SpokenMs),
            ];
            var wrong = costs.FirstOrDefault(cost => cost.Value is not (>= 0 and <= 3_600_000));
            return wrong.Name is null ? null : FormattableString.Invariant($"{wrong.Name} is {wrong.Value}; it must be 0…3600000.");
        }
    }
}
