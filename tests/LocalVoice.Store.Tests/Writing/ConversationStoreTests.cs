using LocalVoice.Core.Sessions;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Redaction;
using LocalVoice.Store.Writing;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Store.Tests.Writing;

public sealed class ConversationStoreTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeDatabase _database = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog<ConversationStore> _log = new();
    private readonly ConversationStore _store;

    public ConversationStoreTests()
    {
        var keys = StoreKeys.Parse(StoreKeys.NewLine("k1"));
        var setup = new StoreSetup(null, "Host=db", null, keys, Audio: false, RedactedWords.None, TimeSpan.FromDays(30));
        _store = new(setup, _database, _time, _log);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_is_told_is_written_beside_the_session()
    {
        await StartAsync();
        var session = Begin();
        session.Told(Said("hola"));
        session.Ended();

        await _store.StopAsync(Patience);

        Assert.Equal([1], _database.Written);
        var begun = Assert.Single(_database.Begun);
        Assert.Equal(("sess_1", "desk", "websocket"), (begun.Id, begun.Caller, begun.Channel));
        Assert.Equal(_time.GetUtcNow(), Assert.Single(_database.Ended).EndedAt);
        Assert.Equal(("ready", 0, 1L, 0L), (_store.State, _store.Queued, _store.Written, _store.Lost));
    }

    [Fact]
    public async Task A_database_that_is_down_is_tried_again_later_each_time_and_told_once()
    {
        _database.Down = new IOException("connection refused");
        await StartAsync();
        var session = Begin();
        session.Told(Said("hola"));

        // At the start, and at once for what is to be written.
        await _database.Asked.ReachesAsync(2);
        foreach (var (wait, asked) in ((int, int)[])[(1, 3), (2, 4), (4, 5), (8, 6)])
        {
            await AdvanceUntilAskedAsync(wait, asked);
        }

        Assert.Equal("unreachable", _store.State);
        Assert.Contains("connection refused", Assert.Single(_log.Warnings), StringComparison.Ordinal);

        _database.Down = null;
        await AdvanceUntilAsync(() => _store.State == "ready" && _store.Written == 1);
        Assert.Contains(_log.Lines, line => line.Contains("serves again; 0 records were lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_waits_for_a_database_that_hangs_and_what_finds_no_room_is_counted()
    {
        var hanging = new TaskCompletionSource();
        _database.Slow = hanging.Task;
        await StartAsync();
        var session = Begin();
        for (var i = 0; i < StoreQueue.DefaultEntries + 200; i++)
        {
            session.Told(Said("hola"));
        }

        Assert.True(_store.Lost > 0);

        hanging.SetResult();
        await UntilAsync(() => _store.Queued == 0);
        Assert.Equal(StoreQueue.DefaultEntries + 200, _store.Written + _store.Lost);
    }

    [Fact]
    public async Task Voices_have_a_limit_of_their_own()
    {
        var keys = StoreKeys.Parse(StoreKeys.NewLine("k1"));
        var setup = new StoreSetup(null, "Host=db", null, keys, Audio: true, RedactedWords.None, TimeSpan.FromDays(30));
        await using var store = new ConversationStore(setup, _database, _time, _log);
        var session = store.Observe("", "websocket");
        session.Opened("sess_1", new());
        for (var i = 0; i < 80; i++)
        {
            session.Heard("item", new short[512 * 1024]);
        }

        // 64 MiB, of 1 MiB each and a little.
        Assert.InRange(store.Lost, 17, 20);
    }

    [Fact]
    public async Task A_record_that_the_database_refuses_costs_no_other()
    {
        _database.Refused.Add(2);
        await StartAsync();
        var session = Begin();
        session.Told(Said("uno"));
        session.Told(Said("dos"));
        session.Told(Said("tres"));

        await AdvanceUntilAsync(() => _store.Written == 2 && _store.Lost == 1);

        Assert.Equal([1, 3], _database.Written.Order());
        Assert.Equal("ready", _store.State);
    }

    [Fact]
    public async Task A_database_that_has_no_room_is_waited_for_and_costs_no_record()
    {
        await StartAsync();
        _database.Full = true;
        var session = Begin();
        session.Told(Said("uno"));
        await UntilAsync(() => _store.State == "unreachable");
        while (_database.Asked.Count < 12)
        {
            Assert.Equal(("unreachable", 0L), (_store.State, _store.Lost));
            var asked = _database.Asked.Count;
            await AdvanceUntilAsync(() => _database.Asked.Count > asked);
        }

        _database.Full = false;
        session.Told(Said("dos"));
        await AdvanceUntilAsync(() => _store.Written == 2);

        Assert.Equal("ready", _store.State);
        Assert.Equal([1, 2], _database.Written.Order());
        Assert.Equal(0, _store.Lost);
        Assert.Single(_database.Begun);
        Assert.Single(_log.Lines, line => line.Contains("serves again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_belongs_to_a_conversation_that_the_database_refuses_is_lost_and_counted()
    {
        await StartAsync();
        _database.RefusedConversations.Add("sess_1");
        var session = Begin();
        session.Told(Said("uno"));
        session.Told(Said("dos"));

        await AdvanceUntilAsync(() => _store.Lost == 2);

        Assert.Empty(_database.Written);
        Assert.Equal(0, _store.Written);
    }

    [Fact]
    public async Task What_is_not_written_when_the_server_stops_is_lost_and_counted()
    {
        await StartAsync();
        _database.Down = new IOException("gone");
        Begin().Told(Said("hola"));
        await UntilAsync(() => _store.State == "unreachable");

        await _store.StopAsync(TimeSpan.Zero);

        Assert.Equal((0L, 1L, 0), (_store.Written, _store.Lost, _store.Queued));
    }

    [Fact]
    public async Task A_database_for_another_program_stops_the_start()
    {
        _database.Down = new StoreException("The key 'k1' is not the one.");

        await Assert.ThrowsAsync<StoreException>(StartAsync);
    }

    [Fact]
    public async Task What_is_too_old_is_deleted_at_the_start_and_every_hour()
    {
        await StartAsync();
        await _database.Swept.ReachesAsync(1);
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return _database.Swept.Count >= 2;
        });

        Assert.Equal(new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero), _database.SweptBefore[0]);
        Assert.True(_database.SweptBefore[1] - _database.SweptBefore[0] >= TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task No_log_line_has_what_was_said()
    {
        await StartAsync();
        _database.Refused.Add(1);
        Begin().Told(Said("zanahoria"));
        await AdvanceUntilAsync(() => _store.Lost == 1);

        Assert.DoesNotContain(_log.Lines, line => line.Contains("zanahoria", StringComparison.Ordinal));
        Assert.NotEmpty(_log.Lines);
    }

    private Task StartAsync() => _store.StartAsync(Patience, TestContext.Current.CancellationToken);

    private ISessionObserver Begin()
    {
        var session = _store.Observe("desk", "websocket");
        session.Opened("sess_1", new());
        return session;
    }

    private static InputTranscribed Said(string text) => new($"item_{text}", text, TimeSpan.FromSeconds(1));

    private async Task AdvanceUntilAskedAsync(int seconds, int asked)
    {
        // The writer may not wait yet when the clock is turned: then nothing comes of it, and it is turned again.
        var advanced = TimeSpan.Zero;
        await UntilAsync(() =>
        {
            if (_database.Asked.Count < asked)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                advanced += TimeSpan.FromMilliseconds(100);
            }

            return _database.Asked.Count >= asked;
        });

        // The clock may have been turned once more before the last try was seen.
        Assert.True(advanced >= TimeSpan.FromSeconds(seconds - 0.5), $"asked again after {advanced}");
    }

    private Task AdvanceUntilAsync(Func<bool> condition) =>
        UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        });

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        while (!condition())
        {
            await poll.WaitForNextTickAsync(patience.Token);
        }
    }
}
