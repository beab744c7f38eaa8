namespace LocalVoice.Simulation.Deepgram.Handshakes;

/// <summary>The request is not taken.</summary>
internal sealed class RejectedException(Rejection rejection) : Exception(rejection.Message)
{
    public Rejection Rejection => rejection;
}
