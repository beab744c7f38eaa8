using System.Net.Sockets;
using System.Security.Authentication;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>The failures of the way to a service, in words for the operator.</summary>
internal sealed class NetworkFailures(RemoteService service)
{
    private readonly ServiceFailures _failures = new(service);

    /// <summary>Of what an HTTP handler or a response's stream throws; an own failure within is passed on as it is.</summary>
    public BackendException Of(Exception error)
    {
        if (Within<BackendException>(error) is { } own)
        {
            return own;
        }

        var kind = (error as HttpRequestException)?.HttpRequestError ?? (error as HttpIOException)?.HttpRequestError;
        return kind switch
        {
            _ when Within<AuthenticationException>(error) is not null => Insecure(error),
            HttpRequestError.SecureConnectionError => Insecure(error),
            HttpRequestError.NameResolutionError => Unreachable("has no address in the network's DNS", error),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
                _failures.Malformed("no HTTP response"),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => Unreachable(Reason(error), error),
            HttpRequestError.ResponseEnded => _failures.Interrupted(error),
            _ when error is OperationCanceledException => Unreachable("gave no connection in time", error),
            _ when error is IOException || Within<IOException>(error) is not null => _failures.Interrupted(error),
            _ => Unreachable(Reason(error), error),
        };
    }

    public BackendException NoConnection(TimeSpan limit) => Unreachable($"gave no connection within {limit.TotalSeconds:0.##} s", null);

    private BackendException Unreachable(string what, Exception? inner) =>
        _failures.Failure(BackendFault.Unreachable, $"{what}; check Url and the network", inner: inner);

    private BackendException Insecure(Exception inner) =>
        _failures.Failure(BackendFault.Tls, "could not be reached securely; check its certificate, the clock and Url", inner: inner);

    private static string Reason(Exception error) =>
        Within<SocketException>(error)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "refused the connection",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "has no address in the network's DNS",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => "is not reachable from this network",
            SocketError.TimedOut => "gave no connection in time",
            _ => "could not be reached",
        };

    private static T? Within<T>(Exception? error)
        where T : Exception
    {
        while (error is not null and not T)
        {
            error = error.InnerException;
        }

        return error as T;
    }
}
