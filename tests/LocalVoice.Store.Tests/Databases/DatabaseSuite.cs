using LocalVoice.Store.Databases;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Tests.Databases;

/// <summary>What every database of conversations does.</summary>
public abstract class DatabaseSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StoreKeys Keys = StoreKeys.Parse(StoreKeys.NewLine("k1"));

    private IConversationDatabase? _database;

    private IConversationDatabase Database => _database!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await OpenAsync();
        Assert.Empty(await Database.PrepareAsync(Keys, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Conversations_are_listed_the_newest_first_with_what_they_have()
    {
        await WriteAsync(Conversation("sess_1", "desk"), 1, 2);
        await WriteAsync(Conversation("sess_2", "", minutes: 1));

        var all = await Database.ListAsync(new(), Cancellation);

        Assert.Equal([(Conversation("sess_2", "", minutes: 1), 0L), (Conversation("sess_1", "desk"), 2L)], all.Select(Pair));
        Assert.Equal("sess_1", Assert.Single(await Database.ListAsync(new(Caller: "desk"), Cancellation)).Conversation.Id);
        Assert.Empty(await Database.ListAsync(new(Caller: "another"), Cancellation));

        static (Conversation, long) Pair(ListedConversation one) => (one.Conversation, one.Records);
    }

    [Fact]
    public async Task Records_come_back_in_order_and_as_they_were()
    {
        await WriteAsync(Conversation("sess_1", "desk"), 2, 1);

        var records = await Database.ReadAsync("sess_1", Cancellation);

        Assert.Equal([1, 2], records.Select(record => record.Ordinal));
        Assert.Equivalent(Record("sess_1", 1), records[0]);
    }

    [Fact]
    public async Task What_is_written_twice_is_there_once()
    {
        await WriteAsync(Conversation("sess_1", "desk"), 1);
        await WriteAsync(Conversation("sess_1", "desk"), 1, 2);

        Assert.Equal(2, (await Database.ReadAsync("sess_1", Cancellation)).Count);
        Assert.Single(await Database.ListAsync(new(), Cancellation));
    }

    [Fact]
    public async Task The_end_is_kept()
    {
        var ended = Conversation("sess_1", "desk") with { EndedAt = Noon.AddMinutes(3) };
        await WriteAsync(Conversation("sess_1", "desk"));
        await Database.WriteAsync(new([], [], [ended]), Cancellation);

        Assert.Equal(ended, (await Database.ListAsync(new(Id: "sess_1"), Cancellation)).Single().Conversation);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_with_its_records_and_nothing_comes_after()
    {
        await WriteAsync(Conversation("sess_1", "desk"), 1);
        await WriteAsync(Conversation("sess_2", "desk"), 1);
        await WriteAsync(Conversation("sess_3", "phone"), 1);

        Assert.Equal(2, await Database.DeleteAsync(new(Caller: "desk"), Cancellation));
        await Database.WriteAsync(new([], [Record("sess_1", 2)], []), Cancellation);

        Assert.Empty(await Database.ReadAsync("sess_1", Cancellation));
        Assert.Equal("sess_3", Assert.Single(await Database.ListAsync(new(), Cancellation)).Conversation.Id);
        Assert.Equal(0, await Database.DeleteAsync(new(Id: "sess_1"), Cancellation));
    }

    [Fact]
    public async Task What_began_too_long_ago_is_deleted()
    {
        await WriteAsync(Conversation("sess_1", "desk"), 1);
        await WriteAsync(Conversation("sess_2", "desk", minutes: 1), 1);

        Assert.Equal(1, await Database.DeleteAsync(new(StartedBefore: Noon.AddMinutes(1)), Cancellation));

        Assert.Equal("sess_2", Assert.Single(await Database.ListAsync(new(), Cancellation)).Conversation.Id);
    }

    [Fact]
    public async Task Nobody_deletes_all_by_saying_nothing() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Database.DeleteAsync(new(), Cancellation));

    [Fact]
    public async Task Another_key_of_the_same_id_is_refused_and_a_missing_one_is_named()
    {
        var wrong = await Assert.ThrowsAsync<StoreException>(() =>
            Database.PrepareAsync(StoreKeys.Parse(StoreKeys.NewLine("k1")), Cancellation)
        );
        Assert.Contains("'k1' is not the one", wrong.Message, StringComparison.Ordinal);

        Assert.Equal(["k1"], await Database.PrepareAsync(StoreKeys.Parse(StoreKeys.NewLine("k2")), Cancellation));
        Assert.Equal(["k2"], await Database.PrepareAsync(Keys, Cancellation));
    }

    private protected abstract Task<IConversationDatabase> OpenAsync();

    private protected virtual ValueTask CloseAsync() => default;

    private Task WriteAsync(Conversation conversation, params int[] ordinals) =>
        Database.WriteAsync(new([conversation], [.. ordinals.Select(ordinal => Record(conversation.Id, ordinal))], []), Cancellation);

    private static Conversation Conversation(string id, string caller, int minutes = 0) =>
        new(id, caller, "websocket", Noon.AddMinutes(minutes));

    private static SealedRecord Record(string id, int ordinal) => new(id, ordinal, "item", Noon, "k1", [1, 2, (byte)ordinal]);
}
