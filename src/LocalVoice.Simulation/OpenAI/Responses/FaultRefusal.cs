using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.OpenAI.Responses;

internal static class FaultRefusal
{
    /// <summary>The refusal that a fault is; null for those that strike amid a response.</summary>
    public static Refusal? Refusal(this Fault fault, string key, string model) =>
        fault.Kind switch
        {
            FaultKind.Unauthorized => new Refusal.WrongKey(key),
            FaultKind.PaymentRequired => new Refusal.NoCredit(),
            FaultKind.RateLimited => new Refusal.TooMany(model, fault.RetryAfter),
            FaultKind.ServerError => new Refusal.Overloaded(),
            _ => null,
        };
}
