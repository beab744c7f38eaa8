using System.Net;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Access;

public sealed class UnhandledFailureTests
{
    [Fact]
    public async Task A_request_at_which_the_server_fails_gets_an_error_and_the_log_says_why()
    {
        await using var server = new RunningServer { Configure = services => services.AddSingleton<IStartupFilter>(new Fault()) };
        await server.InitializeAsync();
        using var response = await server.SendAsync("/fault");
        var error = await response.ErrorAsync();
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "server_error", "internal_error"),
            (response.StatusCode, error.Text("type"), error.Text("code"))
        );
        Assert.DoesNotContain("A fault of this test", error.Text("message"), StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        var line = Assert.Single(server.Log.Lines, line => line.StartsWith("Error: ", StringComparison.Ordinal));
        Assert.Contains("A fault of this test", line, StringComparison.Ordinal);
    }

    /// <summary>Fails behind everything else that answers.</summary>
    private sealed class Fault : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                next(app);
                app.Map("/fault", fault => fault.Run(_ => throw new InvalidOperationException("A fault of this test.")));
            };
    }
}
