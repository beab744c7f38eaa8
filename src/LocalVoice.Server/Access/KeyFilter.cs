namespace LocalVoice.Server.Access;

/// <summary>Lets only requests with a configured key through to the guarded endpoints; every request where no key is configured.</summary>
internal sealed class KeyFilter(KeyRing keys, Refusals refusals) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (keys.IsEmpty)
        {
            return await next(context);
        }

        var http = context.HttpContext;
        var key = PresentedKey.Of(http);
        if (key is not null && keys.NameOf(key) is { } name)
        {
            http.Features.Set(new Admission(name));
            return await next(context);
        }

        await refusals.AnswerAsync(http, key is null ? Refusal.KeyMissing : Refusal.KeyUnknown);
        return Results.Empty;
    }
}

/// <summary>The key that admitted a request; requests that needed none have no such feature.</summary>
/// <param name="KeyName">Its name in the configuration.</param>
internal sealed record Admission(string KeyName);
