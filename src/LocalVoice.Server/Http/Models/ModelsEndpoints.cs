using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Models;

/// <summary><c>GET /v1/models</c> and <c>/v1/models/{id}</c>: the profiles, in the format of OpenAI's model list.</summary>
internal static class ModelsEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/models", (ProfileCatalog profiles) => Results.Json(Listed(profiles), ApiJson.Options));
        routes.MapGet("/models/{**id}", (string id, ProfileCatalog profiles) => Find(id, profiles));
    }

    private static object Listed(ProfileCatalog profiles) => new { @object = "list", data = profiles.Names.Select(Model) };

    private static IResult Find(string id, ProfileCatalog profiles)
    {
        var name = profiles.Names.FirstOrDefault(name => name.Equals(id, StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? Results.Json(Model(name), ApiJson.Options)
            : ErrorBody.Of(StatusCodes.Status404NotFound, "model_not_found", $"The model '{id}' does not exist.", "model");
    }

    private static object Model(string name) =>
        new
        {
            id = name,
            @object = "model",
            created = 0,
            owned_by = "localvoice",
        };
}
