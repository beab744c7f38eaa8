using System.Net;
using System.Net.Sockets;
using LocalVoice.Simulation.Network;
using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.Network;

public sealed class SimulatedDialerTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(200);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_connection_takes_a_round_trip()
    {
        await using var server = new SilentServer();
        var dialer = new SimulatedDialer(new(new(RoundTrip), _time));

        var connecting = dialer.ConnectAsync(new("127.0.0.1", server.Address.Port), CancellationToken.None).AsTask();
        var waited = await _time.AdvanceUntilAsync(connecting);

        Assert.True(waited >= RoundTrip);
        await (await connecting).DisposeAsync();
    }

    [Fact]
    public async Task A_request_to_an_open_connection_takes_one_round_trip_and_the_first_one_two()
    {
        var (first, second) = await RequestTwiceAsync(secure: false);

        Assert.True(first >= 2 * RoundTrip);
        Assert.InRange(second, RoundTrip, 2 * RoundTrip);
    }

    [Fact]
    public async Task An_address_that_stands_for_https_takes_one_more_at_first()
    {
        var (first, second) = await RequestTwiceAsync(secure: true);

        Assert.True(first >= 3 * RoundTrip);
        Assert.InRange(second, RoundTrip, 2 * RoundTrip);
    }

    [Fact]
    public async Task A_closed_port_refuses_after_a_round_trip()
    {
        using var port = new ClosedPort();
        var dialer = new SimulatedDialer(new(new(RoundTrip), _time));

        var connecting = dialer.ConnectAsync(new("127.0.0.1", port.Address.Port), CancellationToken.None).AsTask();
        var refused = Assert.ThrowsAsync<SocketException>(() => connecting);
        var waited = await _time.AdvanceUntilAsync(refused);

        Assert.Equal(SocketError.ConnectionRefused, (await refused).SocketErrorCode);
        Assert.True(waited >= RoundTrip);
    }

    [Fact]
    public async Task A_silent_server_takes_the_connection_and_nothing_comes()
    {
        await using var server = new SilentServer();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var patience = new CancellationTokenSource();

        var response = http.GetAsync(new Uri("/", UriKind.Relative), patience.Token);
        while (server.Connections == 0)
        {
            await Task.Yield();
        }

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
    }

    [Fact]
    public async Task A_self_signed_server_is_not_trusted()
    {
        using var certificate = SelfSignedCertificate.Create();
        await using var server = await ProviderServer.StartAsync(routes => routes.MapGet("/", () => "hello"), certificate);
        using var http = new HttpClient { BaseAddress = server.Address };

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("/", UriKind.Relative)));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    private async Task<(TimeSpan First, TimeSpan Second)> RequestTwiceAsync(bool secure)
    {
        await using var server = await ProviderServer.StartAsync(routes => routes.MapGet("/", () => "hello"));
        var dialer = new SimulatedDialer(new(new(RoundTrip), _time));
        if (secure)
        {
            dialer.StandsForHttps(server.Address);
        }

        using var handler = new SocketsHttpHandler();
        handler.ConnectCallback = (context, cancellation) => dialer.ConnectAsync(context.DnsEndPoint, cancellation);
        using var http = new HttpClient(handler) { BaseAddress = server.Address };
        var first = await _time.AdvanceUntilAsync(http.GetStringAsync(new Uri("/", UriKind.Relative)));
        return (first, await _time.AdvanceUntilAsync(http.GetStringAsync(new Uri("/", UriKind.Relative))));
    }
}
