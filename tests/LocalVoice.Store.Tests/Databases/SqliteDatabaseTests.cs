using System.Data.Common;
using System.Runtime.Versioning;
using System.Text;
using LocalVoice.Store.Databases;
using LocalVoice.Store.Keys;
using LocalVoice.Testing.Files;

namespace LocalVoice.Store.Tests.Databases;

public sealed class SqliteDatabaseTests : DatabaseSuite
{
    private readonly TemporaryFolder _folder = new();

    [UnsupportedOSPlatform("windows")]
    [Fact]
    public async Task Only_its_owner_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files");
        await using var database = ConversationDatabases.Sqlite(_folder.File("own.db"));
        await database.PrepareAsync(StoreKeys.Parse(StoreKeys.NewLine("k1")), TestContext.Current.CancellationToken);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("own.db")));
    }

    [Fact]
    public async Task Nothing_of_what_was_deleted_stays_in_the_file()
    {
        var (path, cancellation) = (_folder.File("own.db"), TestContext.Current.CancellationToken);
        await using var database = ConversationDatabases.Sqlite(path);
        await database.PrepareAsync(StoreKeys.Parse(StoreKeys.NewLine("k1")), cancellation);
        var body = Encoding.ASCII.GetBytes("what is written here");
        await database.WriteAsync(
            new([new("sess_1", "desk", "webrtc", default)], [new("sess_1", 1, "item", default, "k1", body)], []),
            cancellation
        );
        Assert.Contains("what is written here", Content(), StringComparison.Ordinal);

        await database.DeleteAsync(new(Id: "sess_1"), cancellation);

        Assert.DoesNotContain("what is written here", Content(), StringComparison.Ordinal);

        string Content() => string.Concat(Directory.GetFiles(_folder.Path, "own.db*").Select(Read));
    }

    [Fact]
    public async Task A_file_that_is_deleted_under_it_is_made_anew_and_takes_what_follows()
    {
        var (path, cancellation) = (_folder.File("own.db"), TestContext.Current.CancellationToken);
        var keys = StoreKeys.Parse(StoreKeys.NewLine("k1"));
        await using var database = ConversationDatabases.Sqlite(path);
        await database.PrepareAsync(keys, cancellation);
        await database.WriteAsync(new([new("sess_1", "desk", "webrtc", default)], [], []), cancellation);
        foreach (var file in Directory.GetFiles(_folder.Path, "own.db*"))
        {
            File.Delete(file);
        }

        StoreBatch next = new([new("sess_2", "desk", "webrtc", default)], [], []);
        await Assert.ThrowsAnyAsync<DbException>(() => database.WriteAsync(next, cancellation));
        await database.PrepareAsync(keys, cancellation);
        await database.WriteAsync(next, cancellation);

        await using var another = ConversationDatabases.Sqlite(path);
        Assert.Equal("sess_2", Assert.Single(await another.ListAsync(new(), cancellation)).Conversation.Id);
    }

    private protected override Task<IConversationDatabase> OpenAsync() =>
        Task.FromResult(ConversationDatabases.Sqlite(_folder.File("conversations.db")));

    private protected override ValueTask CloseAsync()
    {
        _folder.Dispose();
        return default;
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
