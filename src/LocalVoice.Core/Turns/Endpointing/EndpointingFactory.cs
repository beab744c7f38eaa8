using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Selects the policy for a session's turn detection.</summary>
internal sealed class EndpointingFactory(EndpointingOptions options)
{
    /// <summary>Whether the required silence does not depend on the transcript.</summary>
    public static bool IsFixed(TurnDetection detection) => detection.Mode != TurnDetectionMode.SemanticVad;

    public IEndpointingPolicy For(TurnDetection detection) =>
        IsFixed(detection)
            ? new SilenceEndpointingPolicy(detection.SilenceDuration)
            : new PunctuationEndpointingPolicy(options, LongestSilence(detection), UnfinishedWords.BuiltIn);

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
}

/// <summary>A fixed silence (<c>server_vad</c>).</summary>
internal sealed class SilenceEndpointingPolicy(TimeSpan silence) : IEndpointingPolicy
{
    public TimeSpan RequiredSilence(EndpointingEvidence evidence) => silence;
}
