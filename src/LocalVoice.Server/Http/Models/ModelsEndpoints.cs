using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Models;

/// <summary><c>GET /v1/models</c> and <c>/v1/models/{id}</c>: the profiles, in the format of OpenAI's model list.</summary>
internal static class ModelsEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/models",
            (ProfileCatalog profiles, ProfileDescription described) => Results.Json(Listed(profiles, described), ApiJson.Options)
        );
        routes.MapGet(
            "/models/{**id}",
            (string id, ProfileCatalog profiles, ProfileDescription described) => Find(id, profiles, described)
        );
    }

    private static object Listed(ProfileCatalog profiles, ProfileDescription described) =>
        new { @object = "list", data = profiles.Names.Select(name => Model(name, described)) };

    private static IResult Find(string id, ProfileCatalog profiles, ProfileDescription described)
    {
        var name = profiles.Names.FirstOrDefault(name => name.Equals(id, StringComparison.OrdinalIgnoreCase));
        return name is not null
            ? Results.Json(Model(name, described), ApiJson.Options)
            : ErrorBody.Of(StatusCodes.Status404NotFound, "model_not_found", $"The model '{id}' does not exist.", "model");
    }

    private static object Model(string name, ProfileDescription described) =>
        new
        {
            id = name,
            @object = "model",
            created = 0,
            owned_by = "localvoice",
            localvoice = described.Of(name),
        };
}
