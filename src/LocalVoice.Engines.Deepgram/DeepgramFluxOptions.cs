using System.ComponentModel.DataAnnotations;
using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Deepgram;

/// <summary>
/// Settings of the turn-taking recogniser over <c>v2/listen</c>. Ranges and defaults are the service's where no other source is
/// given: developers.deepgram.com/docs/flux/configuration, as of 2026-11.
/// </summary>
public sealed class DeepgramFluxOptions : DeepgramOptions, IValidatableObject
{
    /// <summary><c>flux-general-multi</c>, or <c>flux-general-en</c> for English only.</summary>
    [NotEmpty("a model such as flux-general-multi")]
    [Matches("flux-[a-z0-9._-]+", "a model such as flux-general-multi")]
    public string Model { get; set; } = "flux-general-multi";

    /// <summary>Confidence that ends a turn, 0.5…1. At 1 the service ends none by itself. Default 0.7.</summary>
    [Within(0.5, 1)]
    public double EotThreshold { get; set; } = 0.7;

    /// <summary>
    /// Confidence that makes a candidate, 0.3…0.9, no more than that which ends a turn; null: no candidates. Default 0.4, of the
    /// low-latency profile at developers.telnyx.com/docs/voice/stt/websocket-streaming/parameters/end-of-turn.
    /// </summary>
    [Within(0.3, 0.9)]
    public double? EagerEotThreshold { get; set; } = 0.4;

    /// <summary>Silence that ends a turn whatever the confidence, 500 ms…60 s. Default 5 s.</summary>
    [Within("00:00:00.5", "00:01:00")]
    public TimeSpan EotTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the service may tell nothing of audio that it is sent, 500 ms…1 min; then the connection counts as lost, and the
    /// silence decides where the turn ends. An update is due for every 250 ms of audio. Default 2 s, chosen: about eight of them.
    /// </summary>
    [Within("00:00:00.5", "00:01:00")]
    public TimeSpan UpdateTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EagerEotThreshold > EotThreshold)
        {
            yield return SettingAttribute.Failure(
                validationContext,
                nameof(EagerEotThreshold),
                EagerEotThreshold,
                $"no more than {nameof(EotThreshold)}"
            );
        }
    }
}

/// <summary>Checks the recogniser's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class DeepgramFluxOptionsValidator : IValidateOptions<DeepgramFluxOptions>;
