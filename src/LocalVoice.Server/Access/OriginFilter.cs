using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Access;

/// <summary>Lets no request of a foreign web page through to the guarded endpoints.</summary>
internal sealed class OriginFilter(IOptions<LocalVoiceOptions> options, Refusals refusals) : IEndpointFilter
{
    private readonly OriginPolicy _origins = new(options.Value.Connection.AllowedOrigins);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_origins.Allows(context.HttpContext.Request))
        {
            return await next(context);
        }

        await refusals.AnswerAsync(context.HttpContext, Refusal.Origin);
        return Results.Empty;
    }
}
