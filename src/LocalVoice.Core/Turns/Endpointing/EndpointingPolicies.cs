using LocalVoice.Core.Evidence;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>The policies that there are, to be compared.</summary>
public static class EndpointingPolicies
{
    /// <summary>A fixed silence, whatever was said.</summary>
    public static IEndpointingPolicy Silence(TimeSpan silence) => new SilenceEndpointingPolicy(silence);

    /// <summary>What a session uses, for a speaker who has not been cut into.</summary>
    /// <param name="markTrust">As <see cref="Speech.IStreamingRecognizer.MarkTrust"/>.</param>
    /// <param name="message">Null: the language model does not count.</param>
    /// <param name="sound">Null: the sound does not count.</param>
    public static IEndpointingPolicy Evidence(EndpointingOptions options, double markTrust, EvidenceScale? message, EvidenceScale? sound) =>
        new EndpointingFactory(options, new(markTrust, message, sound, new())).For(TurnDetection.Semantic(Eagerness.Auto));
}
