using LocalVoice.Server.Access.Secrets;

namespace LocalVoice.Server.Access;

/// <summary>
/// Lets only requests with a configured key through to the guarded endpoints; every request where no key is configured. A
/// client secret opens sessions, and nothing else.
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

        if (keys.IsEmpty)
        {
            return null;
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
        return null;
    }

    private Refusal? WhyRefusedWithSecret(HttpContext http, string value)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OpensSessions>() is null)
        {
            return Refusal.SecretForSessionsOnly;
        }

        var (secret, refusal) = secrets.Read(value);
        if (secret is not null)
        {
            http.Features.Set(new Admission(secret.KeyName, secret));
        }

        return refusal;
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
