using System.Data.Common;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Databases;

/// <summary>Conversations in the tables of a SQL database. Thread-safe.</summary>
internal sealed class SqlDatabase(DbDataSource source, SqlDialect dialect) : IConversationDatabase
{
    public async Task<IReadOnlyList<string>> PrepareAsync(StoreKeys keys, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(SqlSchema.Create(dialect), cancellationToken).ConfigureAwait(false);
        await CheckVersionAsync(connection, cancellationToken).ConfigureAwait(false);
        return await CheckKeysAsync(connection, keys, cancellationToken).ConfigureAwait(false);
    }

    public async Task WriteAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var undoing = transaction.ConfigureAwait(false);
        foreach (var begun in batch.Begun)
        {
            await RunAsync(
                    SqlSchema.InsertConversation,
                    ("@id", begun.Id),
                    ("@caller", begun.Caller),
                    ("@channel", begun.Channel),
                    ("@started", begun.StartedAt.ToUnixTimeMilliseconds())
                )
                .ConfigureAwait(false);
        }

        foreach (var record in batch.Records)
        {
            await RunAsync(
                    SqlSchema.InsertRecord,
                    ("@id", record.ConversationId),
                    ("@ordinal", record.Ordinal),
                    ("@kind", record.Kind),
                    ("@at", record.At.ToUnixTimeMilliseconds()),
                    ("@key", record.KeyId),
                    ("@body", record.Body)
                )
                .ConfigureAwait(false);
        }

        foreach (var ended in batch.Ended)
        {
            await RunAsync(SqlSchema.EndConversation, ("@id", ended.Id), ("@ended", ended.EndedAt!.Value.ToUnixTimeMilliseconds()))
                .ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);

        async Task RunAsync(string sql, params (string Name, object Value)[] values)
        {
            var command = connection.Command(sql, values);
            await using var owned = command.ConfigureAwait(false);
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public bool IsOutage(Exception failure) =>
        failure switch
        {
            DbException database => dialect.IsOutage(database),
            _ => failure is IOException or UnauthorizedAccessException or TimeoutException,
        };

    public async Task<IReadOnlyList<ListedConversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var (where, values) = Where(filter);
        const string Records = "(SELECT COUNT(*) FROM localvoice_records WHERE conversation_id = localvoice_conversations.id)";
        return await connection
            .Command(
                $"SELECT id, caller, channel, started_at, ended_at, {Records} FROM localvoice_conversations {where} "
                    + "ORDER BY started_at DESC, id",
                values
            )
            .QueryAsync(
                row => new ListedConversation(
                    new(
                        row.GetString(0),
                        row.GetString(1),
                        row.GetString(2),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
                        row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4))
                    ),
                    row.GetInt64(5)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<SealedRecord>> ReadAsync(string conversationId, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection
            .Command(
                "SELECT ordinal, kind, at, key_id, body FROM localvoice_records WHERE conversation_id = @id ORDER BY ordinal",
                ("@id", conversationId)
            )
            .QueryAsync(
                row => new SealedRecord(
                    conversationId,
                    row.GetInt32(0),
                    row.GetString(1),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                    row.GetString(3),
                    row.GetFieldValue<byte[]>(4)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<int> DeleteAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        if (filter.TakesAll)
        {
            throw new ArgumentException("A deletion names an id, a caller or a time.", nameof(filter));
        }

        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var (where, values) = Where(filter);
        var deleted = await connection
            .ExecuteAsync($"DELETE FROM localvoice_conversations {where}", cancellationToken, values)
            .ConfigureAwait(false);
        if (deleted > 0 && dialect.AfterDelete.Length > 0)
        {
            await connection.ExecuteAsync(dialect.AfterDelete, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (dialect.OnOpen.Length == 0)
        {
            return connection;
        }

        try
        {
            await connection.ExecuteAsync(dialect.OnOpen, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task CheckVersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await connection
            .ExecuteAsync(
                "INSERT INTO localvoice_store (version) SELECT @version WHERE NOT EXISTS (SELECT 1 FROM localvoice_store) "
                    + "ON CONFLICT (version) DO NOTHING",
                cancellationToken,
                ("@version", SqlSchema.Version)
            )
            .ConfigureAwait(false);
        var versions = await connection
            .Command("SELECT version FROM localvoice_store")
            .QueryAsync(row => row.GetInt32(0), cancellationToken)
            .ConfigureAwait(false);
        if (versions.Find(version => version > SqlSchema.Version) is > 0 and var newer)
        {
            throw new StoreException(
                $"The database has tables of version {newer}; this program knows {SqlSchema.Version}. Use a newer program, or another "
                    + "database."
            );
        }
    }

    private static async Task<IReadOnlyList<string>> CheckKeysAsync(
        DbConnection connection,
        StoreKeys keys,
        CancellationToken cancellationToken
    )
    {
        await connection
            .ExecuteAsync(
                "INSERT INTO localvoice_keys (id, proof) VALUES (@id, @proof) ON CONFLICT (id) DO NOTHING",
                cancellationToken,
                ("@id", keys.Writing.Id),
                ("@proof", RecordCipher.Proof(keys.Writing))
            )
            .ConfigureAwait(false);
        var proofs = await connection
            .Command("SELECT id, proof FROM localvoice_keys")
            .QueryAsync(row => (Id: row.GetString(0), Proof: row.GetFieldValue<byte[]>(1)), cancellationToken)
            .ConfigureAwait(false);
        foreach (var (id, proof) in proofs)
        {
            if (keys.Find(id) is { } key && !RecordCipher.Fits(key, proof))
            {
                throw new StoreException(
                    $"The key '{id}' is not the one of that id which has encrypted what is stored. Give the former key back, or give the "
                        + "new one another id."
                );
            }
        }

        return [.. proofs.Select(known => known.Id).Where(id => keys.Find(id) is null).Order(StringComparer.Ordinal)];
    }

    private static (string Sql, (string Name, object Value)[] Values) Where(ConversationFilter filter)
    {
        List<(string Condition, string Name, object? Value)> all =
        [
            ("id = @id", "@id", filter.Id),
            ("LOWER(caller) = LOWER(@caller)", "@caller", filter.Caller),
            ("started_at < @before", "@before", filter.StartedBefore?.ToUnixTimeMilliseconds()),
        ];
        all.RemoveAll(one => one.Value is null);
        return all.Count == 0
            ? ("", [])
            : ($"WHERE {string.Join(" AND ", all.Select(one => one.Condition))}", [.. all.Select(one => (one.Name, one.Value!))]);
    }
}
