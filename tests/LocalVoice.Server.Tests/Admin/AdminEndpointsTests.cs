using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalVoice.Server.Tests.Admin;

/// <summary>What an operator asks.</summary>
public sealed class AdminEndpointsTests
{
    [Fact]
    public async Task The_open_sessions_are_listed_with_who_opened_them()
    {
        await using var server = await RunningServer.StartAsync();
        var (client, session) = await server.OpenAsync(query: "model=ca");
        await using (client)
        {
            var listed = Assert.Single((await ListAsync(server)).EnumerateArray());
            Assert.Equal(session.Id, listed.Text("id"));
            Assert.Equal(("127.0.0.1", "websocket", "ca"), (listed.Text("address"), listed.Text("transport"), listed.Text("profile")));
            Assert.True(listed.IsNull("key"));
        }

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await server.StopAsync();
    }

    [Fact]
    public async Task A_drain_that_is_asked_for_stops_the_server_as_a_signal_does()
    {
        await using var server = await RunningServer.StartAsync();
        var lifetime = server.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopping = new TaskCompletionSource();
        await using var told = lifetime.ApplicationStopping.Register(stopping.SetResult);

        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(server.Address, "/v1/admin/drain"), content: null);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(0, (await response.Content.ReadFromJsonAsync<JsonElement>()).Number("sessions"));
        await stopping.Task.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task Without_keys_other_machines_may_talk_where_that_is_wanted_and_ask_nothing_of_an_operator()
    {
        await using var server = await RunningServer.StartAsync(
            services => services.AddSingleton<IStartupFilter>(new FromElsewhere()),
            "--LocalVoice:Access:Insecure=true"
        );

        using var talk = await server.SendAsync("/v1/models");
        using var admin = await server.SendAsync("/v1/admin/sessions");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (talk.StatusCode, admin.StatusCode));
        Assert.Equal("admin_key_needed", (await admin.ErrorAsync()).Text("code"));
    }

    [Fact]
    public async Task A_foreign_page_asks_nothing_of_an_operator()
    {
        await using var server = await RunningServer.StartAsync();

        using var response = await server.SendAsync("/v1/admin/sessions", "Origin: https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static async Task<JsonElement> ListAsync(RunningServer server)
    {
        using var response = await server.SendAsync("/v1/admin/sessions");
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }

    /// <summary>Requests as if of another machine.</summary>
    private sealed class FromElsewhere : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext http, RequestDelegate rest) =>
                    {
                        http.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.7");
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
