namespace LocalVoice.Simulation.OpenAI.Errors;

/// <summary>Ends the work on a request that is refused.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal => refusal;
}
