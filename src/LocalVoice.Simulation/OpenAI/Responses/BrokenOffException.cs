using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>Makes the server close the connection amid a body, after what was written has been sent.</summary>
internal sealed class BrokenOffException() : IOException("The simulated service broke off.")
{
    /// <summary>Throws, or resets the connection where nothing was written that could be broken off.</summary>
    public static void BreakOff(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            throw new BrokenOffException();
        }

        context.Abort();
    }
}
