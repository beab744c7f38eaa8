namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>A fixed silence, whatever was said (<c>server_vad</c>).</summary>
internal sealed class SilenceEndpointingPolicy(TimeSpan silence) : IEndpointingPolicy
{
    public TimeSpan RequiredSilence(EndpointingEvidence evidence) => silence;
}
