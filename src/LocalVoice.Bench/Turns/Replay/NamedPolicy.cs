using LocalVoice.Core.Evidence;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>A policy to be compared with others.</summary>
public sealed record NamedPolicy(string Name, IEndpointingPolicy Policy)
{
    /// <summary>What a session with the default turn detection uses: all evidence that there is.</summary>
    public const string ConfiguredName = "configured";

    /// <summary>Fixed silences, and each kind of evidence beside the text.</summary>
    /// <param name="options">Of the configuration.</param>
    /// <param name="markTrust">Of the recogniser.</param>
    /// <param name="message">What the language model's probability is worth; null for nothing.</param>
    /// <param name="sound">What the sound's is worth; null for nothing.</param>
    public static IReadOnlyList<NamedPolicy> All(
        EndpointingOptions options,
        double markTrust,
        EvidenceScale? message,
        EvidenceScale? sound
    ) =>
        [
            Silence(200),
            Silence(500),
            Silence(700),
            new("text", EndpointingPolicies.Evidence(options, markTrust, null, null)),
            .. message is null || sound is null
                ? []
                : new NamedPolicy[]
                {
                    new("text_model", EndpointingPolicies.Evidence(options, markTrust, message, null)),
                    new("text_sound", EndpointingPolicies.Evidence(options, markTrust, null, sound)),
                },
            new(ConfiguredName, EndpointingPolicies.Evidence(options, markTrust, message, sound)),
        ];

    private static NamedPolicy Silence(int ms) =>
        new(FormattableString.Invariant($"silence_{ms}"), EndpointingPolicies.Silence(TimeSpan.FromMilliseconds(ms)));
}

/// <summary>A policy whose waits are all longer or shorter.</summary>
internal sealed class ScaledPolicy(IEndpointingPolicy policy, double factor) : IEndpointingPolicy
{
    public TimeSpan RequiredSilence(EndpointingEvidence evidence) => policy.RequiredSilence(evidence) * factor;
}
