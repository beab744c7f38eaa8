using LocalVoice.Server.Access.Secrets;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Access;

/// <summary>Composes who may come in.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ClientSecrets>();
        services.AddSingleton<ClientSecretsEndpoint>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<BoundEndpoints>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<BoundEndpoints>());
        services.AddSingleton<HostGate>();
        // ASP.NET's own filter reads the same setting; it would refuse localhost, and with a page of HTML.
        services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);
    }

    /// <summary>Checks every request; comes before everything that answers one.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        // Logs what no endpoint caught; Kestrel's own log of it is silenced with that of a failed start.
        app.UseExceptionHandler(failed =>
        {
            failed.UseSecurityHeaders();
            failed.Run(context => context.RequestServices.GetRequiredService<Refusals>().AnswerAsync(context, Refusal.ServerFailed));
        });
        app.UseSecurityHeaders();
        app.UseMiddleware<HostGate>();
    }

    /// <summary>Endpoints that need a key where keys are configured, and that are closed to foreign pages.</summary>
    public static RouteGroupBuilder MapGuarded(this IEndpointRouteBuilder routes, string prefix) =>
        routes.MapGroup(prefix).AddEndpointFilter<RouteGroupBuilder, KeyFilter>().AddEndpointFilter<RouteGroupBuilder, OriginFilter>();
}
