using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol;

/// <summary><c>GET /v1/models</c>: the profiles, in the format of OpenAI's model list.</summary>
internal static class ModelsEndpoint
{
    public static void MapModels(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/models",
            (ProfileCatalog profiles) =>
                Results.Json(
                    new
                    {
                        @object = "list",
                        data = profiles.Names.Select(name => new
                        {
                            id = name,
                            @object = "model",
                            created = 0,
                            owned_by = "localvoice",
                        }),
                    }
                )
        );
}
