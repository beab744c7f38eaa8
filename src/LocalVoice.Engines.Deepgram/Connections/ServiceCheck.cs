using System.Text.Json;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Asks for what costs nothing: the list of the key's projects.</summary>
internal static class ServiceCheck
{
    // developers.deepgram.com/reference/manage/projects/list
    private const string Path = "v1/projects";

    /// <returns>The time of a round trip: the second request finds its connection open.</returns>
    /// <exception cref="BackendException">The service cannot be used with this key.</exception>
    public static async Task<TimeSpan> RunAsync(Service service, CancellationToken cancellationToken)
    {
        await AskAsync(service, cancellationToken).ConfigureAwait(false);
        var start = service.Time.GetTimestamp();
        await AskAsync(service, cancellationToken).ConfigureAwait(false);
        return service.Time.GetElapsedTime(start);
    }

    /// <summary>Leaves a connection open for whoever needs one next. Never throws.</summary>
    public static async Task TouchAsync(Service service, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await service.GetAsync(Path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BackendException or OperationCanceledException)
        {
            Log.NotPrepared(service.Logger, service.Address.Name, exception.Message);
        }
    }

    private static async Task AskAsync(Service service, CancellationToken cancellationToken)
    {
        using var response = await service.GetAsync(Path, cancellationToken).ConfigureAwait(false);

        // A self-hosted server keeps no projects, but it has answered.
        var answered =
            response.IsSuccessStatusCode || (!service.Address.IsCloud && response.StatusCode == System.Net.HttpStatusCode.NotFound);
        if (!answered)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            var retryAfter = HandshakeHeaders.Of(response.Headers.RetryAfter, service.Time);
            throw service.Failures.Refused(response.StatusCode, MessageOf(body), retryAfter);
        }
    }

    // developers.deepgram.com/docs/errors: err_msg, or message.
    private static string? MessageOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null
                : json.RootElement.TryGetProperty("err_msg", out var old) ? old.ToString()
                : json.RootElement.TryGetProperty("message", out var message) ? message.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
