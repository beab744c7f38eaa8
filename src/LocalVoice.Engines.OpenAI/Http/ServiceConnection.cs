using System.Net;
using System.Net.Http.Headers;
using LocalVoice.Remote;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>Sends requests to one service over the process's outbound connections. Thread-safe.</summary>
internal sealed class ServiceConnection(
    RemoteService service,
    ConnectionOptions options,
    IOutboundConnections connections,
    TimeProvider time,
    ILogger logger
)
{
    // A spoken turn cannot wait for longer than nobody notices.
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly ProductInfoHeaderValue Agent = new("LocalVoice", null);

    public RemoteService Service => service;

    public ServiceFailures Failures { get; } = new(service);

    public NetworkFailures Network { get; } = new(service);

    /// <summary>About one round trip; null before the first connection.</summary>
    public TimeSpan? RoundTrip => connections.RoundTrip(service.Url);

    /// <summary>Posts, and once more after a failure that cost no time.</summary>
    /// <param name="content">The body; it stays the caller's.</param>
    /// <returns>A success whose body is not read yet. The caller disposes it.</returns>
    /// <exception cref="BackendException">No success.</exception>
    public async Task<HttpResponseMessage> PostAsync(
        Uri address,
        HttpContent content,
        BackendReport report,
        CancellationToken cancellationToken
    )
    {
        using var body = await SentContent.OfAsync(content, report, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await PostOnceAsync(address, body, cancellationToken).ConfigureAwait(false);
            }
            catch (BackendException failure) when (attempt < options.Retries && QuickRetry(failure) is { } delay)
            {
                HttpLog.AsksAgain(logger, service.Title, failure.Fault);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gets, without a second try.</summary>
    /// <returns>Any status. The caller disposes it.</returns>
    /// <exception cref="BackendException">No response within <paramref name="limit"/>.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, address);
        using var timer = new CancellationTokenSource(limit, time);
        return await SendAsync(request, timer, limit, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> PostOnceAsync(Uri address, SentContent body, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.ConnectTimeout, time);
        body.Sending = () => timer.CancelAfter(Timeout.InfiniteTimeSpan);
        var request = Request(HttpMethod.Post, address);
        request.Content = body;
        var response = await SendAsync(request, timer, options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await Failures.OfAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationTokenSource timer,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        using var invoker = new HttpMessageInvoker(connections.Handler, disposeHandler: false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await invoker.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            throw Network.NoConnection(limit);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw Network.Of(error);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        // With HTTP/2 a cancelled response leaves the connection open for the next one.
        var request = new HttpRequestMessage(method, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.UserAgent.Add(Agent);
        if (service.HasKey)
        {
            request.Headers.Authorization = new("Bearer", service.Key);
        }

        return request;
    }

    /// <returns>How long to wait before; null: not again.</returns>
    private static TimeSpan? QuickRetry(BackendException failure) =>
        failure.Fault switch
        {
            // Refused at once; a connection that did not come in time has cost too much already.
            BackendFault.Unreachable when failure.InnerException is HttpRequestException => TimeSpan.Zero,
            BackendFault.Interrupted => TimeSpan.Zero,
            BackendFault.ServiceError when (failure.RetryAfter ?? default) < LongestRetryDelay => failure.RetryAfter ?? default,
            BackendFault.RateLimited when failure.RetryAfter < LongestRetryDelay => failure.RetryAfter,
            _ => null,
        };
}

internal static partial class HttpLog
{
    [LoggerMessage(LogLevel.Information, "{Service}: {Fault}, asking once more")]
    public static partial void AsksAgain(ILogger logger, string service, BackendFault fault);
}
