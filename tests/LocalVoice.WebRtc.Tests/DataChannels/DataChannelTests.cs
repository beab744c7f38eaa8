using System.Text;
using LocalVoice.WebRtc.DataChannels;
using LocalVoice.WebRtc.Tests.Sctp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.DataChannels;

[Collection(nameof(Usrsctp))]
public sealed class DataChannelTests
{
    [Fact]
    public async Task A_channel_that_one_side_opens_is_taken_by_the_other_with_label_and_protocol()
    {
        using var pair = new ChannelPair();
        var mine = await ChannelPair.Wait(pair.Client.OpenAsync("oai-events", "json"));
        var theirs = await pair.Accept();
        Assert.Equal(("oai-events", "json", mine.Id), (theirs.Label, theirs.Protocol, theirs.Id));
    }

    [Fact]
    public async Task The_clients_ids_are_even_and_the_servers_odd()
    {
        using var pair = new ChannelPair();
        ushort[] ids =
        [
            (await ChannelPair.Wait(pair.Client.OpenAsync("a"))).Id,
            (await ChannelPair.Wait(pair.Server.OpenAsync("b"))).Id,
            (await ChannelPair.Wait(pair.Client.OpenAsync("c"))).Id,
            (await ChannelPair.Wait(pair.Server.OpenAsync("d"))).Id,
        ];
        Assert.Equal([0, 1, 2, 3], ids.Select(id => (int)id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"session.update\"}")]
    [InlineData("¿Qué tal? 🎙️")]
    public async Task Text_arrives_as_it_was_sent_in_both_directions(string text)
    {
        using var pair = new ChannelPair();
        var (mine, theirs) = await pair.Open();
        await mine.SendAsync(text);
        await theirs.SendAsync(text + "!");
        Assert.Equal(text, await ChannelPair.Next(theirs));
        Assert.Equal(text + "!", await ChannelPair.Next(mine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public async Task A_binary_message_is_read_as_the_text_that_it_is(string text)
    {
        using var pair = new ChannelPair();
        var (mine, theirs) = await pair.Open();
        await mine.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory());
        Assert.Equal(text, await ChannelPair.Next(theirs));
    }

    [Fact]
    public async Task A_channel_that_both_sides_know_needs_no_opening()
    {
        using var pair = new ChannelPair();
        var (mine, theirs) = (pair.Client.Join(100, "known"), pair.Server.Join(100, "known"));
        await mine.SendAsync("hello");
        Assert.Equal("hello", await ChannelPair.Next(theirs));
        Assert.False(pair.Server.Accepted.TryRead(out _));
        Assert.Throws<TransportException>(() => pair.Client.Join(100, "again"));
    }

    [Fact]
    public async Task A_message_of_200_kB_arrives_whole()
    {
        using var pair = new ChannelPair();
        var (mine, theirs) = await pair.Open();
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i:d5}"));
        await mine.SendAsync(text);
        Assert.Equal(text, await ChannelPair.Next(theirs));
    }

    [Fact]
    public async Task A_message_longer_than_the_other_side_takes_is_refused_and_the_channel_lives()
    {
        using var pair = new ChannelPair(serverSees: 1000);
        var (mine, theirs) = await pair.Open();
        var refused = await Assert.ThrowsAsync<TransportException>(() => theirs.SendAsync(new string('é', 501)).AsTask());
        Assert.Equal(
            "A message of 1002 bytes is too long for data channel \"oai-events\": the other side takes 1000 (max-message-size).",
            refused.Message
        );
        await theirs.SendAsync(new string('é', 500));
        Assert.Equal(500, (await ChannelPair.Next(mine)).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_side_closes_is_closed_on_both_after_what_was_sent(bool isClientClosing)
    {
        using var pair = new ChannelPair();
        var (ofClient, ofServer) = await pair.Open();
        var (closing, other) = isClientClosing ? (ofClient, ofServer) : (ofServer, ofClient);
        await closing.SendAsync("last words");
        closing.Close();
        Assert.Equal("It was closed here.", await ChannelPair.Wait(closing.Closed));
        Assert.Equal("The other side closed it.", await ChannelPair.Wait(other.Closed));
        Assert.Equal("last words", await ChannelPair.Next(other));
        await other.Messages.Completion.WaitAsync(Usrsctp.Patience, TestContext.Current.CancellationToken);
        var late = await Assert.ThrowsAsync<TransportException>(() => other.SendAsync("too late").AsTask());
        Assert.Equal("Data channel \"oai-events\" is closed: The other side closed it.", late.Message);
    }

    [Fact]
    public async Task A_closed_channels_id_is_used_again()
    {
        using var pair = new ChannelPair();
        for (var i = 0; i < 6; i++)
        {
            var (mine, theirs) = await pair.Open($"channel {i}");
            Assert.InRange(mine.Id, 0, 2);
            await mine.SendAsync("hello");
            Assert.Equal("hello", await ChannelPair.Next(theirs));
            mine.Close();
            await ChannelPair.Wait(theirs.Closed);
        }
    }

    [Fact]
    public async Task Who_does_not_read_holds_the_other_side_back_until_there_is_room()
    {
        using var pair = new ChannelPair();
        var (mine, theirs) = await pair.Open();
        for (var i = 0; i < 2 * MessageInbox.MaxMessages; i++)
        {
            await mine.SendAsync($"{i}");
        }

        Assert.Equal(MessageInbox.MaxMessages, theirs.Messages.Count);
        for (var i = 0; i < 2 * MessageInbox.MaxMessages; i++)
        {
            Assert.Equal($"{i}", await ChannelPair.Next(theirs));
        }
    }

    [Fact]
    public async Task An_ignored_channel_holds_nobody_back()
    {
        using var pair = new ChannelPair();
        var (ignored, ofServer) = await pair.Open("telemetry");
        for (var i = 0; i < MessageInbox.MaxMessages; i++)
        {
            await ignored.SendAsync("unread");
        }

        ofServer.Ignore();
        for (var i = 0; i < 2 * MessageInbox.MaxMessages; i++)
        {
            await ignored.SendAsync("dropped");
        }

        var (mine, theirs) = await pair.Open();
        await mine.SendAsync("hello");
        Assert.Equal("hello", await ChannelPair.Next(theirs));
    }

    [Fact]
    public async Task A_closed_channel_with_unread_messages_holds_nobody_back()
    {
        using var pair = new ChannelPair();
        var (left, ofServer) = await pair.Open("left");
        await left.SendAsync(new string('x', 200_000));
        await left.SendAsync(new string('x', 200_000));
        ofServer.Close();
        var (mine, theirs) = await pair.Open();
        Assert.Equal("oai-events", theirs.Label);
        await mine.SendAsync("hello");
        Assert.Equal("hello", await ChannelPair.Next(theirs));
    }
}
