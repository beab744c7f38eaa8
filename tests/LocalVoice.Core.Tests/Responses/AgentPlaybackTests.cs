using System.Threading.Channels;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Responses;

public sealed class AgentPlaybackTests : IDisposable
{
    private static readonly SessionSettings Settings = new() { TurnDetection = TurnDetection.Manual };
    private readonly FakeTimeProvider _time = new();
    private readonly SessionContext _context;
    private readonly AgentPlayback _playback;

    public AgentPlaybackTests()
    {
        PipelineOptions options = new();
        _context = new(
            "sess_1",
            Settings,
            new ScenarioEngines().ToEngines(),
            IdleResources.For(options, _time),
            options.Conversation,
            new SessionFailures(null, NullLogger.Instance),
            _time,
            Channel.CreateBounded<SessionEvent>(64).Writer,
            _ => default,
            CancellationToken.None
        );
        _playback = new(_context);
    }

    public void Dispose() => _playback.Dispose();

    [Fact]
    public void A_response_that_was_played_is_let_go_when_the_next_is_added_though_nobody_asks_who_talks()
    {
        var first = Say("item_1");
        _time.Advance(TimeSpan.FromSeconds(1));

        var second = Say("item_2");

        Assert.Equal(ResponseState.Ended, first.State);
        Assert.True(IsFreed(first));
        Assert.Equal((1, 2), (first.Ordinal, second.Ordinal));
    }

    [Fact]
    public void A_response_that_still_plays_is_kept_and_the_next_follows_it()
    {
        var first = Say("item_1");
        _time.Advance(TimeSpan.FromMilliseconds(900));

        var second = Say("item_2");

        Assert.Equal(ResponseState.Draining, first.State);
        Assert.False(IsFreed(first));
        _time.Advance(TimeSpan.FromMilliseconds(150));
        Assert.Equal(1200, second.Item.Clock.PlayedSamples);
    }

    [Fact]
    public void What_is_left_is_freed_with_the_session()
    {
        var response = Say("item_1");

        _playback.Dispose();

        Assert.True(IsFreed(response));
    }

    [Fact]
    public void What_is_played_has_a_level_from_its_first_sample_to_its_last()
    {
        Assert.Equal(-120, _playback.PlayedDbfs(TimeSpan.Zero));
        Say("item_1");
        _time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(-20, _playback.PlayedDbfs(TimeSpan.Zero));
        Assert.Equal(-20, _playback.PlayedDbfs(TimeSpan.FromMilliseconds(490)));
        Assert.Equal(-120, _playback.PlayedDbfs(TimeSpan.FromMilliseconds(520)));

        _time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal(-120, _playback.PlayedDbfs(TimeSpan.Zero));
        Assert.Equal(-20, _playback.PlayedDbfs(TimeSpan.FromMilliseconds(120)));
    }

    [Fact]
    public void The_words_just_played_are_told_until_they_are_past()
    {
        var response = Say("item_1");
        response.Item.Words.BeginClause("Uno.");
        response.Item.Words.AddSamples(24_000);
        response.Item.Words.Complete();

        _time.Advance(TimeSpan.FromSeconds(2));
        Say("item_2");
        Assert.Equal("Uno.", _playback.WordsAround(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)).Trim());

        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("", _playback.WordsAround(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)).Trim());
    }

    /// <summary>A response of a second, all of which has been sent.</summary>
    private Response Say(string itemId)
    {
        var plan = new ResponsePlan("resp_" + itemId, itemId, "sess_1", Settings, _context.Engines, new(_time, 0));
        var response = new Response(plan, _playback.NewItem(itemId, Settings), ResponseState.Preparing, CancellationToken.None);
        _context.History.Add(new MessageItem(itemId, ConversationRole.Agent, "", Spoken: true, ConversationItemStatus.InProgress));
        _playback.Add(response);
        response.Item.NoteSent("Uno.");
        response.Item.Levels.Add([.. Enumerable.Repeat((short)3277, 24_000)]);
        response.Item.Clock.Sent(24_000);
        response.Take(ResponseStep.AllSent);
        return response;
    }

    private static bool IsFreed(Response response) => Record.Exception(() => response.Cancelled.WaitHandle) is ObjectDisposedException;
}
