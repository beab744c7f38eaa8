using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;

namespace LocalVoice.Core.Turns;

/// <summary>When the user's turn begins, pauses and ends.</summary>
public sealed record TurnOptions : IValidatableObject
{
    /// <summary>Speech begins at this probability, 0.05…0.95.</summary>
    [Within(0.05, 0.95)]
    public double StartThreshold { get; init; } = 0.5;

    /// <summary>Speech ends below this probability; at most <see cref="StartThreshold"/>.</summary>
    public double StopThreshold { get; init; } = 0.35;

    /// <summary>How long speech must last before it counts, 32…500 ms.</summary>
    [Within("00:00:00.032", "00:00:00.5")]
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(96);

    /// <summary>Silence after which work on the response starts, 20…500 ms.</summary>
    [Within("00:00:00.02", "00:00:00.5")]
    public TimeSpan CandidateSilence { get; init; } = TimeSpan.FromMilliseconds(60);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!(StopThreshold > 0 && StopThreshold <= StartThreshold))
        {
            yield return SettingAttribute.Failure(
                validationContext,
                nameof(StopThreshold),
                StopThreshold,
                FormattableString.Invariant($"above 0 and at most StartThreshold ({StartThreshold})")
            );
        }
    }
}
