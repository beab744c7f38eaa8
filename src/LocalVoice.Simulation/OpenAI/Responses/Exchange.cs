using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Requests;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>One request and its response, whatever becomes of it.</summary>
internal static class Exchange
{
    /// <param name="words">The service's own for a refusal.</param>
    public static async Task RunAsync(
        HttpContext context,
        RequestJournal journal,
        Func<Refusal, ErrorAnswer> words,
        Func<CancellationToken, Task> serve
    )
    {
        var left = context.RequestAborted;
        try
        {
            await serve(left).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            await context.Response.WriteAsync(words(refused.Refusal), left).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            journal.AddCancelled();
        }
    }
}
