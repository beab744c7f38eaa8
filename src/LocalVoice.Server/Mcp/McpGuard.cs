using LocalVoice.Server.Configuration;
using LocalVoice.Tools;
using ModelContextProtocol.Protocol;

namespace LocalVoice.Server.Mcp;

/// <summary>
/// Every request of a connection passes here: it goes to an allowed address or nowhere, gets the client's headers, follows no
/// redirect, and its answer is as long as allowed. What is wrong breaks the connection.
/// </summary>
internal sealed class McpGuard(ToolServerAddress server, ToolAddresses allowed, int maxResponseBytes, TimeProvider time) : DelegatingHandler
{
    private readonly CancellationTokenSource _broken = new(Timeout.InfiniteTimeSpan, time);

    public CancellationToken Broken => _broken.Token;

    public ToolServerException? Failure { get; private set; }

    /// <summary>Requests that are under way by then are given up.</summary>
    public void CloseAfter(TimeSpan wait) => _broken.CancelAfter(wait);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } address || !allowed.Allows(address))
        {
            throw Break(new(ToolServerFault.Http, $"The tool server at {server} leads to an address that the operator does not allow."));
        }

        foreach (var (name, value) in server.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Broken);
        var response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
        if ((int)response.StatusCode is >= 300 and < 400 and var status)
        {
            response.Dispose();
            throw Break(new(ToolServerFault.Http, $"The tool server at {server} redirects, which is not followed.", status));
        }

        await LimitAsync(response, AsksForTools(request), cancellationToken).ConfigureAwait(false);
        return response;
    }

    private static bool AsksForTools(HttpRequestMessage request) =>
        request.Headers.TryGetValues("Mcp-Method", out var methods) && methods.Contains(RequestMethods.ToolsList);

    private async Task LimitAsync(HttpResponseMessage response, bool lists, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maxResponseBytes)
        {
            response.Dispose();
            throw TooLong();
        }

        var whole = response.Content;
        var body = await whole.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var limited = new LimitedStream(body, maxResponseBytes, TooLong);
        var events = whole.Headers.ContentType?.MediaType == "text/event-stream";
        response.Content = new StreamContent(lists ? new ToolListStream(limited, events) : limited);
        foreach (var (name, values) in whole.Headers.Where(header => !lists || header.Key != "Content-Length"))
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }
    }

    private ToolServerException TooLong() =>
        Break(
            new(
                ToolServerFault.Protocol,
                $"The tool server at {server} sent more than {maxResponseBytes} bytes: ask it for less, or raise "
                    + $"{McpOptions.Section}:{nameof(McpOptions.MaxResponseBytes)}."
            )
        );

    private ToolServerException Break(ToolServerException failure)
    {
        Failure ??= failure;
        _broken.Cancel();
        return failure;
    }
}
