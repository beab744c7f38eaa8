namespace LocalVoice.Server.Http.Description;

/// <summary><c>GET /openapi.json</c>: the API's description, OpenAPI 3.1. Needs no key.</summary>
internal static class OpenApiDocument
{
    private const string Resource = "openapi.json";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/openapi.json",
            () => Results.Stream(typeof(OpenApiDocument).Assembly.GetManifestResourceStream(Resource)!, "application/json")
        );
}
