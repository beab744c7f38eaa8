using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Bench.Turns.Replay;

/// <summary>A policy to be compared with others.</summary>
public sealed record NamedPolicy(string Name, IEndpointingPolicy Policy)
{
    /// <summary>What a session with the default turn detection uses.</summary>
    public const string ConfiguredName = "configured";

    /// <param name="options">Of the configuration.</param>
    public static IReadOnlyList<NamedPolicy> All(EndpointingOptions options) =>
        [
            Silence(200),
            Silence(500),
            Silence(700),
            new("punctuation", EndpointingPolicies.Punctuation()),
            new(ConfiguredName, EndpointingPolicies.Configured(options, new TurnDetection())),
        ];

    private static NamedPolicy Silence(int ms) =>
        new(FormattableString.Invariant($"silence_{ms}"), EndpointingPolicies.Silence(TimeSpan.FromMilliseconds(ms)));
}

/// <summary>A policy whose waits are all longer or shorter.</summary>
internal sealed class ScaledPolicy(IEndpointingPolicy policy, double factor) : IEndpointingPolicy
{
    public TimeSpan RequiredSilence(EndpointingEvidence evidence) => policy.RequiredSilence(evidence) * factor;
}
