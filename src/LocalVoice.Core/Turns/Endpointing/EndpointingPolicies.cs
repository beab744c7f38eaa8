using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>The policies that there are, to be compared.</summary>
public static class EndpointingPolicies
{
    /// <summary>A fixed silence, whatever was said.</summary>
    public static IEndpointingPolicy Silence(TimeSpan silence) => new SilenceEndpointingPolicy(silence);

    /// <summary>By the transcript's punctuation and last word alone, with the default waits.</summary>
    public static IEndpointingPolicy Punctuation() =>
        new PunctuationEndpointingPolicy(new(), EndpointingFactory.LongestSilence(new TurnDetection()), UnfinishedWords.BuiltIn);

    /// <summary>What a session uses.</summary>
    public static IEndpointingPolicy Configured(EndpointingOptions options, TurnDetection detection) =>
        new EndpointingFactory(options).For(detection);
}
