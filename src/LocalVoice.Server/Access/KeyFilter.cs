using LocalVoice.Server.Access.Secrets;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Access;

/// <summary>
/// Lets only requests with a configured key through to the guarded endpoints, whose role is one that the endpoint needs; every
/// request where no key is configured, but an operator's from this machine only. A client secret opens sessions, and nothing else.
/// </summary>
internal sealed class KeyFilter(KeyRing keys, ClientSecrets secrets, Refusals refusals) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (WhyRefused(http, PresentedKey.Of(http)) is { } refusal)
        {
            await refusals.AnswerAsync(http, refusal);
            return Results.Empty;
        }

        return await next(context);
    }

    private Refusal? WhyRefused(HttpContext http, string? key)
    {
        if (key is not null && ClientSecrets.Is(key))
        {
            return WhyRefusedWithSecret(http, key);
        }

        var needed = http.GetEndpoint()?.Metadata.GetMetadata<NeedsRole>()?.AnyOf ?? KeyRoles.Talk;
        if (keys.IsEmpty)
        {
            return needed == KeyRoles.Admin && !ThisMachine.Sent(http) ? Refusal.AdminOfThisMachineOnly : null;
        }

        if (key is null)
        {
            return Refusal.KeyMissing;
        }

        if (keys.NameOf(key) is not { } name)
        {
            return Refusal.KeyUnknown;
        }

        http.Features.Set(new Admission(name));
        return WhyNotAllowed(name, needed);
    }

    private Refusal? WhyNotAllowed(string name, KeyRoles needed) =>
        keys.RolesOf(name) is var has && (has & needed) == 0 ? Refusal.RoleMissing(name, has, needed) : null;

    private Refusal? WhyRefusedWithSecret(HttpContext http, string value)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OpensSessions>() is null)
        {
            return Refusal.SecretForSessionsOnly;
        }

        var (secret, refusal) = secrets.Read(value);
        if (secret is null)
        {
            return refusal;
        }

        http.Features.Set(new Admission(secret.KeyName, secret));
        return keys.IsEmpty ? null : WhyNotAllowed(secret.KeyName, KeyRoles.Talk);
    }
}

/// <summary>What admitted a request; requests that needed no key have no such feature.</summary>
/// <param name="KeyName">The key's name in the configuration.</param>
/// <param name="Secret">Null for the key itself.</param>
internal sealed record Admission(string KeyName, ClientSecret? Secret = null)
{
    /// <summary>The name of the key of requests that needed none.</summary>
    public const string NoKey = "none";

    public static string NameOf(HttpContext context) => context.Features.Get<Admission>()?.KeyName ?? NoKey;
}

/// <summary>Marks an endpoint that needs another role than <see cref="KeyRoles.Talk"/>.</summary>
/// <param name="AnyOf">Each of these is enough.</param>
internal sealed record NeedsRole(KeyRoles AnyOf);
