using LocalVoice.Server.Access;
using LocalVoice.Server.Access.Secrets;
using LocalVoice.Server.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LocalVoice.Server.Calls;

/// <summary>Composes WebRTC calls.</summary>
internal static class CallServices
{
    private const string OtherPages = "calls";

    public static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<OpenCalls>();
        services.AddSingleton<CallsEndpoint>();
        services.TryAddSingleton<ICallStack, NativeCallStack>();
        services.AddCors();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CallCors>();
    }

    /// <param name="guarded">The group under <c>/v1</c>.</param>
    public static void MapCalls(this IEndpointRouteBuilder guarded)
    {
        guarded
            .MapPost("/realtime/calls", (HttpContext context, CallsEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithMetadata(new OpensSessions(), new BodyLimit())
            .RequireCors(OtherPages);
        guarded
            .MapPost(
                "/realtime/calls/{id}/hangup",
                (HttpContext context, string id, CallsEndpoint endpoint) => endpoint.HangUpAsync(context, id)
            )
            .RequireCors(OtherPages);
    }

    /// <summary>
    /// A page posts its offer with <c>fetch</c>, which asks first where the page comes from elsewhere; a WebSocket does not ask. The
    /// origins are the same.
    /// </summary>
    private sealed class CallCors(IOptions<LocalVoiceOptions> options) : IConfigureOptions<CorsOptions>
    {
        public void Configure(CorsOptions cors)
        {
            var origins = new OriginPolicy(options.Value.Connection.AllowedOrigins);
            cors.AddPolicy(
                OtherPages,
                policy =>
                    policy
                        .SetIsOriginAllowed(origins.AllowsAnywhere)
                        .WithMethods(HttpMethods.Post)
                        .AllowAnyHeader()
                        .WithExposedHeaders(HeaderNames.Location)
            );
        }
    }
}
