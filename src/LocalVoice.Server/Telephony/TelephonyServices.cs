using LocalVoice.Server.Access;
using LocalVoice.Server.Telephony.AudioSocket;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Telephony.Twilio;

namespace LocalVoice.Server.Telephony;

/// <summary>Composes the ways of telephone calls into the server.</summary>
internal static class TelephonyServices
{
    public static void AddTelephony(this IServiceCollection services)
    {
        services.AddSingleton<PhoneCalls>();
        // The listener is made before the engines, whose failures are told on their own.
        services.AddSingleton<Func<PhoneCalls>>(provider => provider.GetRequiredService<PhoneCalls>);
        services.AddSingleton<TwilioEndpoint>();
        services.AddSingleton<AudioSocketListener>();
        services.AddHostedService(provider => provider.GetRequiredService<AudioSocketListener>());
    }

    public static void MapTelephony(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1/telephony")
            .AddEndpointFilter<RouteGroupBuilder, TwilioFilter>()
            .AddEndpointFilter<RouteGroupBuilder, OriginFilter>()
            .MapMethods(
                "/twilio",
                [HttpMethods.Get, HttpMethods.Connect],
                (HttpContext context, TwilioEndpoint endpoint) => endpoint.HandleAsync(context)
            )
            .WithMetadata(new OpensSessions());
}
