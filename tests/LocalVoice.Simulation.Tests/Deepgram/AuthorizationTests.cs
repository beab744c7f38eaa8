using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LocalVoice.Simulation.Deepgram.Requests;

namespace LocalVoice.Simulation.Tests.Deepgram;

/// <summary>Keys: developers.deepgram.com/docs/errors, "401 Incorrect API key", and the schema of GET /v1/projects.</summary>
public sealed class AuthorizationTests
{
    private const string Listen = "/v1/listen?model=nova-3&encoding=linear16&sample_rate=16000";

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public async Task No_key_and_a_wrong_one_open_no_stream(string? key)
    {
        await using var deepgram = await Simulations.StartAsync();

        Assert.Equal((401, "Invalid credentials."), await RawClient.FailAsync(deepgram, Listen, key));

        Assert.Equal(key is not null, Assert.Single(deepgram.Requests.All).HasKey);
    }

    [Fact]
    public async Task A_wrong_key_is_told_in_the_body_too()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var http = new HttpClient { BaseAddress = deepgram.Address };

        using var response = await http.GetAsync(new Uri("/v1/projects", UriKind.Relative));
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("err_code err_msg request_id", body.Names());
        Assert.Equal("INVALID_AUTH", body.Text("err_code"));
        Assert.Equal(response.Headers.GetValues("dg-request-id").Single(), body.Text("request_id"));
    }

    [Fact]
    public async Task The_right_key_lists_its_projects()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var http = new HttpClient { BaseAddress = deepgram.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", "simulated-key");

        var body = await http.GetFromJsonAsync<JsonElement>(new Uri("/v1/projects", UriKind.Relative));

        Assert.Equal("project_id name", body.GetProperty("projects")[0].Names());
        Assert.Equal(DeepgramEndpoint.Projects, Assert.Single(deepgram.Requests.All).Endpoint);
    }
}
