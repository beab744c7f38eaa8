using LocalVoice.Store.Databases;
using LocalVoice.Testing.Servers;
using Npgsql;

namespace LocalVoice.Store.Tests.Databases;

public sealed class PostgresDatabaseTests(PostgresFixture postgres) : DatabaseSuite, IClassFixture<PostgresFixture>
{
    private protected override async Task<IConversationDatabase> OpenAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var name = $"of_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(postgres.Server!.ConnectionString);
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var own = new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionString) { Database = name };
        return ConversationDatabases.Postgres(own.ConnectionString, password: null);
    }
}
