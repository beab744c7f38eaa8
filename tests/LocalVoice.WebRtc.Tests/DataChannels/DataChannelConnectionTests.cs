using LocalVoice.WebRtc.DataChannels;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Tests.Sctp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.DataChannels;

[Collection(nameof(Usrsctp))]
public sealed class DataChannelConnectionTests
{
    [Fact]
    public async Task One_channel_too_many_is_refused_and_the_others_live()
    {
        using var server = new RawClient();
        await server.Connected();
        for (ushort stream = 0; stream < DataChannelConnection.MaxChannels; stream++)
        {
            server.Open(stream, $"channel {stream}");
            Assert.Equal(ChannelOpen.AcknowledgementType, Assert.Single((await server.Log.Next<SctpMessage>()).Payload.ToArray()));
        }

        server.Open(500, "one too many");
        Assert.Equal([500], (await server.Log.Next<SctpStreamsReset>()).Streams);
        server.SendText(3, "hello");
        Assert.Equal("hello", await ChannelPair.Next(await server.Accepted(number: 4)));
    }

    [Fact]
    public async Task No_more_channels_than_the_most_are_opened_here()
    {
        using var pair = new ChannelPair();
        for (var i = 0; i < DataChannelConnection.MaxChannels; i++)
        {
            await pair.Open();
        }

        var refused = await Assert.ThrowsAsync<TransportException>(() => pair.Client.OpenAsync("one too many"));
        Assert.Equal("No data channel can be opened: there are 16.", refused.Message);
    }

    [Theory]
    [MemberData(nameof(ChannelOpenTests.Malformed), MemberType = typeof(ChannelOpenTests))]
    public async Task A_malformed_opening_is_answered_by_a_reset_of_its_stream_and_harms_no_other(string what, string message)
    {
        using var server = new RawClient();
        await server.Connected();
        server.Open(0, "oai-events");
        await server.Log.Next<SctpMessage>();
        if (message.Length > 0)
        {
            server.SendControl(2, Convert.FromHexString(message.Replace(" ", "", StringComparison.Ordinal)));
            Assert.Equal([2], (await server.Log.Next<SctpStreamsReset>()).Streams);
        }

        server.SendText(0, what);
        Assert.Equal(what, await ChannelPair.Next(await server.Accepted(number: 1)));
    }

    [Fact]
    public async Task A_channel_that_is_opened_twice_is_closed()
    {
        using var server = new RawClient();
        await server.Connected();
        server.Open(0, "oai-events");
        server.Open(0, "oai-events");
        var channel = await server.Accepted(number: 1);
        Assert.Equal("The other side opened it wrongly.", await ChannelPair.Wait(channel.Closed));
        await server.Log.Next<SctpMessage>();
        Assert.Equal([0], (await server.Log.Next<SctpStreamsReset>()).Streams);
    }

    [Fact]
    public async Task Messages_of_no_channel_and_of_unknown_protocols_are_dropped()
    {
        using var server = new RawClient();
        await server.Connected();
        server.SendText(8, "to nobody");
        server.Association.Send(9, 999, [1, 2, 3]);
        server.SendControl(10, [ChannelOpen.AcknowledgementType]);
        server.Open(0, "oai-events");
        server.SendText(0, "hello");
        Assert.Equal("hello", await ChannelPair.Next(await server.Accepted(number: 1)));
    }

    [Fact]
    public async Task When_the_other_side_goes_everything_ends_with_the_reason()
    {
        using var pair = new ChannelPair();
        var (_, theirs) = await pair.Open();
        var reading = theirs.Messages.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();
        pair.Client.Dispose();
        var reason = await ChannelPair.Wait(pair.Server.Closed);
        Assert.Contains("lost", reason, StringComparison.Ordinal);
        Assert.Equal(reason, await ChannelPair.Wait(theirs.Closed));
        Assert.False(await ChannelPair.Wait(reading));
        await pair.Server.Accepted.Completion.WaitAsync(Usrsctp.Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TransportException>(() => theirs.SendAsync("too late").AsTask());
        await Assert.ThrowsAsync<TransportException>(() => pair.Server.OpenAsync("too late"));
    }

    [Fact]
    public async Task A_shutdown_closes_both_sides_after_what_was_sent()
    {
        using var pair = new ChannelPair();
        var (mine, theirs) = await pair.Open();
        await mine.SendAsync("last words");
        pair.Client.Shutdown();
        Assert.Equal("last words", await ChannelPair.Next(theirs));
        await ChannelPair.Wait(pair.Server.Closed);
        await ChannelPair.Wait(pair.Client.Closed);
    }

    [Fact]
    public async Task A_connection_that_never_came_up_fails_who_waits_for_it()
    {
        _ = Usrsctp.Stack;
        var connection = new DataChannelConnection(new(IsDtlsClient: false), _ => { });
        connection.Start();
        var opening = connection.OpenAsync("oai-events");
        connection.Dispose();
        var refused = await Assert.ThrowsAsync<TransportException>(() => ChannelPair.Wait(opening));
        Assert.Equal("It was closed here.", refused.Message);
        Assert.Equal("It was closed here.", await ChannelPair.Wait(connection.Closed));
    }

    [Fact]
    public async Task A_client_that_does_not_read_loses_its_connection_and_no_caller_waits()
    {
        using var server = new RawClient();
        await server.Connected();
        server.Open(0, "oai-events");
        var channel = await server.Accepted(number: 1);
        server.Log.CanReceive = false;
        var text = new string('x', 10_000);
        var sending = ValueTask.CompletedTask;
        for (var i = 0; i < 1000 && sending.IsCompletedSuccessfully; i++)
        {
            sending = channel.SendAsync(text);
        }

        var closed = await Assert.ThrowsAsync<TransportException>(() => sending.AsTask());
        Assert.Contains("does not read", closed.Message, StringComparison.Ordinal);
        Assert.Contains("does not read", await ChannelPair.Wait(server.Server.Closed), StringComparison.Ordinal);
    }
}
