namespace LocalVoice.Simulation.Deepgram.Requests;

/// <summary>What a client asks of the service.</summary>
public enum DeepgramEndpoint
{
    /// <summary><c>GET /v1/projects</c>: the cheapest request that needs a key.</summary>
    Projects,

    /// <summary><c>/v1/listen</c>: streaming recognition.</summary>
    Listen,

    /// <summary><c>/v2/listen</c>: recognition that takes turns.</summary>
    Flux,

    /// <summary><c>/v1/speak</c>: streaming synthesis.</summary>
    Speak,
}
