using System.Net;
using System.Text.Json;

namespace LocalVoice.Cli.Hosting;

/// <summary>Polls a server's <c>/readyz</c> until it is ready.</summary>
internal static class Readiness
{
    /// <summary>Between two attempts; chosen by trial, not measured.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <exception cref="CliException">An engine failed to load.</exception>
    public static async Task AwaitAsync(Uri root, TimeProvider time, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = root };
        while (true)
        {
            using var response = await AskAsync(http, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            ThrowIfFailed(body);
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
        }
        catch (HttpRequestException)
        {
            throw new CliException("The server stopped while it was starting.", "Its log above says why.", ExitCode.Unavailable);
        }
    }

    private static void ThrowIfFailed(string body)
    {
        using var document = JsonDocument.Parse(body);
        foreach (var engine in document.RootElement.GetProperty("engines").EnumerateObject())
        {
            if (engine.Value.GetString() is { } state && state.StartsWith("failed", StringComparison.Ordinal))
            {
                throw new CliException(
                    $"Engine {engine.Name} {state}.",
                    "'localvoice models verify' checks its files.",
                    ExitCode.Unavailable
                );
            }
        }
    }
}
