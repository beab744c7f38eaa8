using LocalVoice.Simulation.OpenAI.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Responses;

internal static class ErrorResponse
{
    public static async Task WriteAsync(this HttpResponse response, ErrorAnswer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(WireJson.Bytes(answer.Body), cancellationToken).ConfigureAwait(false);
    }
}
