using System.Globalization;
using LocalVoice.Remote;
using LocalVoice.Tools;
using ModelContextProtocol;

namespace LocalVoice.Server.Mcp;

/// <summary>What the client and the language model are told of a failure. A server's own words only where it answered the call.</summary>
internal static class McpFailure
{
    private const int LongestMessage = 1024;

    /// <summary>Whether the server has answered, so that the connection is in order.</summary>
    public static bool IsAnswer(Exception failure) =>
        failure is McpProtocolException or ToolServerException { Fault: ToolServerFault.Tool };

    /// <param name="timeout">That has passed; null: it has not.</param>
    public static ToolServerException Of(ToolServerAddress server, Exception failure, TimeSpan? timeout)
    {
        var chain = Chain(failure).ToList();
        return chain.OfType<ToolServerException>().FirstOrDefault() is { } told ? told
            : chain.OfType<BackendException>().FirstOrDefault() is { } refused ? new(ToolServerFault.Http, refused.Message, null, failure)
            : chain.OfType<TimeoutException>().Any()
                ? new(ToolServerFault.Tool, $"The tool server at {server} did not answer in time.", null, failure)
            : timeout is { } passed ? new(ToolServerFault.Tool, Late(server, passed), null, failure)
            : chain.OfType<McpProtocolException>().FirstOrDefault() is { } answered
                ? new(ToolServerFault.Protocol, Bounded(answered.Message), (int)answered.ErrorCode, failure)
            : chain.OfType<HttpRequestException>().FirstOrDefault() is { } http ? OfHttp(server, http)
            : new(ToolServerFault.Protocol, $"The tool server at {server} did not answer as its protocol says.", null, failure);
    }

    private static ToolServerException OfHttp(ToolServerAddress server, HttpRequestException failure) =>
        failure.StatusCode is { } status
            ? new(ToolServerFault.Http, $"The tool server at {server} answered with HTTP status {(int)status}.", (int)status, failure)
            : new(ToolServerFault.Http, $"The tool server at {server} cannot be reached.", null, failure);

    private static string Late(ToolServerAddress server, TimeSpan passed) =>
        $"The tool server at {server} did not answer within {passed.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.";

    private static string Bounded(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage];

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var next = failure; next is not null; next = next.InnerException)
        {
            yield return next;
        }
    }
}
