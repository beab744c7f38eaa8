using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Selects the policy for a session's turn detection.</summary>
internal sealed class EndpointingFactory(EndpointingOptions options, EvidenceWeights weights)
{
    private static readonly TranscriptEndings Endings = new(EndingWords.BuiltIn);

    /// <summary>Whether the required silence does not depend on what was said.</summary>
    public static bool IsFixed(TurnDetection detection) => detection.Mode != TurnDetectionMode.SemanticVad;

    public IEndpointingPolicy For(TurnDetection detection) =>
        IsFixed(detection)
            ? new SilenceEndpointingPolicy(detection.SilenceDuration)
            : new EvidenceEndpointingPolicy(options, Endings, weights, PaceOf(detection.Eagerness), LongestSilence(detection));

    /// <summary>The silence that ends a turn whatever was said.</summary>
    public static TimeSpan LongestSilence(TurnDetection detection) =>
        IsFixed(detection)
            ? detection.SilenceDuration
            : TimeSpan.FromSeconds(
                detection.Eagerness switch
                {
                    Eagerness.Low => 8,
                    Eagerness.High => 2,
                    _ => 4,
                }
            );

    // Chosen by trial, not measured.
    private static double PaceOf(Eagerness eagerness) =>
        eagerness switch
        {
            Eagerness.Low => 1.5,
            Eagerness.High => 0.7,
            _ => 1,
        };
}

/// <summary>A fixed silence (<c>server_vad</c>).</summary>
internal sealed class SilenceEndpointingPolicy(TimeSpan silence) : IEndpointingPolicy
{
    public TimeSpan RequiredSilence(EndpointingEvidence evidence) => silence;
}
