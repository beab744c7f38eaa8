using System.Net;
using System.Net.Sockets;
using LocalVoice.Remote;
using LocalVoice.Server.Outbound;

namespace LocalVoice.Server.Tests.Outbound;

public sealed class OutboundConnectionsTests
{
    private readonly List<string> _dialed = [];

    [Theory]
    [InlineData("https://api.openai.com/v1/models")]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://backend.example:8001/")]
    public async Task An_address_that_is_not_allowed_is_not_even_looked_up(string address)
    {
        using var connections = Connections("backend.example:8000");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(connections, address));

        var refused = Assert.IsType<BackendException>(failure is HttpRequestException { InnerException: { } inner } ? inner : failure);
        Assert.Equal(BackendFault.AirGapped, refused.Fault);
        Assert.Contains("The air gap forbids a connection to", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_dialed);
    }

    [Theory]
    [InlineData("http://BACKEND.example:8000/")]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    public async Task An_allowed_address_and_loopback_are_dialled(string address)
    {
        using var connections = Connections("backend.example:8000");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(connections, address));

        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.Single(_dialed);
    }

    [Fact]
    public void Loopback_is_no_way_out() =>
        Assert.Equal(
            ["[fd00::5]:80", "backend.example:443"],
            new AllowedAddresses(["localhost:1", "127.0.0.1:2", "[::1]:3", "backend.example:443", "[fd00:0::5]:80"]).All
        );

    [Fact]
    public async Task The_round_trip_is_that_of_the_newest_connection()
    {
        using var connections = new OutboundConnections(
            new(["backend.example:8000"]),
            (_, _) => ValueTask.FromResult(new DialedConnection(Stream.Null, TimeSpan.FromMilliseconds(42)))
        );

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync(connections, "http://backend.example:8000/"));

        Assert.Equal(TimeSpan.FromMilliseconds(42), connections.RoundTrip(new("ws://backend.example:8000/v1/listen")));
        Assert.Null(connections.RoundTrip(new("ws://backend.example:8001/")));
    }

    private OutboundConnections Connections(params string[] allowed) => new(new(allowed), DialNobodyAsync);

    private ValueTask<DialedConnection> DialNobodyAsync(DnsEndPoint address, CancellationToken cancellationToken)
    {
        _dialed.Add($"{address.Host}:{address.Port}");
        throw new SocketException((int)SocketError.ConnectionRefused);
    }

    private static async Task GetAsync(OutboundConnections connections, string address)
    {
        using var http = new HttpMessageInvoker(connections.Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
