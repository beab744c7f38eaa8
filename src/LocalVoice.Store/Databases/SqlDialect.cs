namespace LocalVoice.Store.Databases;

/// <summary>In what SQL databases differ.</summary>
/// <param name="Bytes">The type of byte strings.</param>
/// <param name="OnOpen">Sent on every connection that is opened; empty for nothing.</param>
/// <param name="AfterDelete">Sent after a deletion, outside its transaction; empty for nothing.</param>
internal sealed record SqlDialect(string Bytes, string OnOpen, string AfterDelete)
{
    /// <summary>Deleted content is overwritten, and leaves the log at once.</summary>
    public static SqlDialect Sqlite { get; } =
        new(
            "BLOB",
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
            "PRAGMA wal_checkpoint(TRUNCATE);"
        );

    public static SqlDialect Postgres { get; } = new("bytea", "", "");
}
