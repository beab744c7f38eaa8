using System.Net;
using System.Security.Cryptography;
using System.Text;
using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telemetry;

/// <summary>Lets the scraper's key through to <c>/metrics</c>; without one, this machine only.</summary>
internal sealed class MetricsFilter(IOptions<LocalVoiceOptions> options, Refusals refusals)
{
    private readonly byte[]? _key = KeyHash.Parse(options.Value.Telemetry.Prometheus.Key);

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (WhyRefused(http) is { } refusal)
        {
            await refusals.AnswerAsync(http, refusal);
            return;
        }

        await next(http);
    }

    private Refusal? WhyRefused(HttpContext http)
    {
        if (_key is null)
        {
            return http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
                ? null
                : Refusal.MetricsOfThisMachineOnly;
        }

        var presented = PresentedKey.Of(http);
        return presented is null ? Refusal.KeyMissing
            : CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _key) ? null
            : Refusal.KeyUnknown;
    }
}
