using LocalVoice.Simulation.Network;

namespace LocalVoice.Simulation.Tests.Network;

public sealed class SimulatedLinkTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(100);

    private readonly ArmedTime _time = new();

    [Fact]
    public async Task What_is_written_arrives_half_a_round_trip_later()
    {
        var (link, server) = Connect(new(RoundTrip));
        using var _ = link;

        await link.WriteAsync(new byte[10]);
        var arrival = ReadAsync(server, 10);
        await _time.AdvanceWhenArmedAsync(49);
        Assert.False(arrival.IsCompleted);
        Advance(1);

        Assert.Equal(10, await arrival);
    }

    [Fact]
    public async Task What_comes_is_read_half_a_round_trip_later()
    {
        var (link, server) = Connect(new(RoundTrip));
        using var _ = link;

        await server.WriteAsync(new byte[10]);
        var arrival = ReadAsync(link, 10);
        await _time.AdvanceWhenArmedAsync(49);
        Assert.False(arrival.IsCompleted);
        Advance(1);

        Assert.Equal(10, await arrival);
    }

    [Fact]
    public async Task Writes_travel_side_by_side()
    {
        var (link, server) = Connect(new(RoundTrip));
        using var _ = link;

        for (var i = 0; i < 50; i++)
        {
            await link.WriteAsync(new byte[1000]);
        }

        var arrival = ReadAsync(server, 50_000);
        await _time.AdvanceWhenArmedAsync(50);

        Assert.Equal(50_000, await arrival);
    }

    [Fact]
    public async Task A_narrow_line_takes_its_time_for_every_byte()
    {
        var (link, server) = Connect(new(RoundTrip, BitsPerSecond: 80_000));
        using var _ = link;

        await link.WriteAsync(new byte[100]);
        await link.WriteAsync(new byte[100]);
        var first = ReadAsync(server, 100);
        await _time.AdvanceWhenArmedAsync(60);
        Assert.Equal(100, await first);
        var second = ReadAsync(server, 100);
        await _time.AdvanceWhenArmedAsync(9);
        Assert.False(second.IsCompleted);
        Advance(1);

        Assert.Equal(100, await second);
    }

    [Fact]
    public async Task Jitter_delays_and_does_not_reorder()
    {
        var (link, server) = Connect(new(RoundTrip, Jitter: TimeSpan.FromMilliseconds(40)));
        using var _ = link;
        var bytes = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();

        foreach (var value in bytes)
        {
            await link.WriteAsync(new[] { value });
        }

        var arrived = new byte[100];
        var waited = await _time.AdvanceUntilAsync(server.ReadExactlyAsync(arrived).AsTask());

        Assert.Equal(bytes, arrived);
        Assert.True(waited > RoundTrip / 2);
    }

    [Fact]
    public async Task Conditions_that_change_hold_for_what_is_sent_from_then_on()
    {
        var network = new SimulatedNetwork(new(RoundTrip), _time);
        var (client, server) = MemoryStreams.Connect();
        using var link = new SimulatedLink(client, network);

        network.Conditions = new(TimeSpan.FromMilliseconds(400));
        await link.WriteAsync(new byte[1]);
        var arrival = ReadAsync(server, 1);
        await _time.AdvanceWhenArmedAsync(199);
        Assert.False(arrival.IsCompleted);
        Advance(1);

        Assert.Equal(1, await arrival);
    }

    [Fact]
    public async Task The_end_comes_after_what_was_sent_before()
    {
        var (link, server) = Connect(new(RoundTrip));
        using var _ = link;

        await server.WriteAsync(new byte[3]);
        await server.DisposeAsync();
        var all = ReadAsync(link, 4);
        await _time.AdvanceUntilAsync(all);

        Assert.Equal(3, await all);
    }

    [Fact]
    public async Task What_was_written_before_the_link_is_closed_still_arrives()
    {
        var (link, server) = Connect(new(RoundTrip));

        await link.WriteAsync(new byte[3]);
        await link.DisposeAsync();
        var all = ReadAsync(server, 4);
        await _time.AdvanceUntilAsync(all);

        Assert.Equal(3, await all);
    }

    [Fact]
    public async Task A_read_under_way_ends_with_the_link()
    {
        var (link, _) = Connect(new(RoundTrip));

        var reading = link.ReadAsync(new byte[1]);
        await link.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reading);
    }

    private (SimulatedLink Link, Stream Server) Connect(NetworkConditions conditions)
    {
        var (client, server) = MemoryStreams.Connect();
        return (new(client, new SimulatedNetwork(conditions, _time)), server);
    }

    private void Advance(int ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));

    /// <returns>How many bytes came: fewer only at the end.</returns>
    private static async Task<int> ReadAsync(Stream stream, int bytes) =>
        await stream.ReadAtLeastAsync(new byte[bytes], bytes, throwOnEndOfStream: false);
}
