using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Models;

/// <summary>
/// <c>GET /v1/audio/voices</c>: the voices of all profiles, the default profile's first. As <c>data</c>, and for clients that look
/// there as <c>voices</c>.
/// </summary>
internal static class VoicesEndpoint
{
    public static void MapVoices(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/audio/voices",
                (StageEngines engines) =>
                {
                    var voices = Voices(engines).ToList();
                    return Results.Json(
                        new
                        {
                            @object = "list",
                            data = voices,
                            voices,
                        },
                        ApiJson.Options
                    );
                }
            )
            .AddEndpointFilter<RouteHandlerBuilder, ApiGate>();

    private static IEnumerable<object> Voices(StageEngines engines) =>
        engines
            .Profiles.Select(profile => engines.Of(profile).Synthesizer)
            .Distinct()
            .SelectMany(synthesizer => synthesizer.Voices.Select(name => (Name: name, synthesizer.Languages)))
            .DistinctBy(voice => voice.Name, StringComparer.OrdinalIgnoreCase)
            .Select(voice =>
                (object)
                    new
                    {
                        id = voice.Name,
                        @object = "audio.voice",
                        name = voice.Name,
                        languages = voice.Languages,
                    }
            );
}
