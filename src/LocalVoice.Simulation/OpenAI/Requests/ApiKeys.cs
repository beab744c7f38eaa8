using LocalVoice.Simulation.OpenAI.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Requests;

internal static class ApiKeys
{
    /// <param name="expected">Null: none is needed.</param>
    /// <exception cref="RefusedException">The key is missing or wrong.</exception>
    public static void RequireKey(this HttpRequest request, string? expected)
    {
        if (expected is null)
        {
            return;
        }

        var key = request.BearerKey() ?? throw new RefusedException(new Refusal.NoKey());
        if (key != expected)
        {
            throw new RefusedException(new Refusal.WrongKey(key));
        }
    }
}
