using Microsoft.Extensions.Primitives;

namespace LocalVoice.Server.Access;

/// <summary>
/// Refuses requests under a foreign <c>Host</c>. A web page whose name was made to resolve to this machine (DNS
/// rebinding) has its own name there, so that its origin would look like this host.
/// </summary>
internal sealed class HostGate(IConfiguration configuration, BoundEndpoints endpoints, Refusals refusals) : IMiddleware
{
    private const string Any = "*";
    private const StringSplitOptions SplitOptions = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private readonly StringSegment[]? _allowed = Parse(configuration["AllowedHosts"]);

    /// <summary>Compares names as they are on the wire, international ones in their ASCII form.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Headers.Host.ToString();
        return Allows(new HostString(host)) ? next(context) : refusals.AnswerAsync(context, Refusal.Host(host));
    }

    /// <summary>
    /// This machine's own names, and those of <c>AllowedHosts</c>, which ASP.NET defines: separated by semicolons,
    /// without ports, <c>*.</c> for subdomains. Where that is not set, others than loopback addresses take any name.
    /// </summary>
    private bool Allows(HostString host) =>
        LoopbackName.Is(host.Host)
        || (_allowed is null ? !endpoints.AreLoopback : _allowed.Contains(Any) || HostString.MatchesAny(host.Value, _allowed));

    private static StringSegment[]? Parse(string? names) =>
        string.IsNullOrWhiteSpace(names)
            ? null
            : [.. names.Split(';', SplitOptions).Select(name => new StringSegment(new HostString(name).ToUriComponent()))];
}
