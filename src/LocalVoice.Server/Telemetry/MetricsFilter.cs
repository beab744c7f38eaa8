using System.Security.Cryptography;
using System.Text;
using LocalVoice.Server.Access;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Telemetry;

/// <summary>
/// Lets the scraper's key, and keys with the role <c>metrics</c>, through to <c>/metrics</c>; where there is neither, this machine only.
/// </summary>
internal sealed class MetricsFilter(IOptions<LocalVoiceOptions> options, KeyRing keys, Refusals refusals)
{
    private readonly byte[]? _key = KeyHash.Parse(options.Value.Telemetry.Prometheus.Key);
    private readonly bool _hasKeys = keys.HasRole(KeyRoles.Metrics);

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
        if (_key is null && !_hasKeys)
        {
            return ThisMachine.Sent(http) ? null : Refusal.MetricsOfThisMachineOnly;
        }

        var presented = PresentedKey.Of(http);
        return presented is null ? Refusal.KeyMissing
            : IsScraper(presented) ? null
            : keys.NameOf(presented) is not { } name ? Refusal.KeyUnknown
            : WhyNotAllowed(http, name);
    }

    private Refusal? WhyNotAllowed(HttpContext http, string name)
    {
        http.Features.Set(new Admission(name));
        return keys.RolesOf(name) is var has && (has & KeyRoles.Metrics) == 0 ? Refusal.RoleMissing(name, has, KeyRoles.Metrics) : null;
    }

    private bool IsScraper(string presented) =>
        _key is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _key);
}
