using System.Text.Json.Nodes;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace LocalVoice.Server.Tests.Http.Description;

public sealed class OpenApiTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_description_is_valid_OpenAPI_3_1()
    {
        var (document, diagnostic) = OpenApiDocument.Parse(await TextAsync(), "json");

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic!.SpecificationVersion);
        Assert.Empty(diagnostic.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.NotNull(document!.Components!.Schemas!["ChatCompletion"]);
    }

    [Fact]
    public async Task It_has_every_address_and_no_other()
    {
        var described = JsonNode.Parse(await TextAsync())!["paths"]!.AsObject();

        var there = _server
            .Server.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route =>
                route
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Where(method => method != "CONNECT")
                    .Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/').Replace("**", "", StringComparison.Ordinal)}")
            );

        Assert.Equal(
            there.Order(),
            described
                .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
                .Order()
        );
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var root = JsonNode.Parse(await TextAsync())!;

        foreach (var reference in References(root))
        {
            Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)root, (node, name) => node?[name]));
        }
    }

    [Fact]
    public async Task It_needs_no_key()
    {
        await using var server = await ApiServer.StartAsync(
            "--LocalVoice:Access:Keys:phone",
            LocalVoice.Server.Access.ApiKey.SettingOf("key")
        );

        Assert.Equal("3.1.1", (await server.GetAsync("/openapi.json").JsonAsync()).Text("openapi"));
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };

    private async Task<string> TextAsync()
    {
        using var response = await _server.GetAsync("/openapi.json");
        return await response.Content.ReadAsStringAsync();
    }
}
