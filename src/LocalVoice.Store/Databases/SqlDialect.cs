using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LocalVoice.Store.Databases;

/// <summary>In what SQL databases differ.</summary>
/// <param name="Bytes">The type of byte strings.</param>
/// <param name="OnOpen">Sent on every connection that is opened; empty for nothing.</param>
/// <param name="AfterDelete">Sent after a deletion, outside its transaction; empty for nothing.</param>
/// <param name="IsOutage">Whether a failure is the database's own, whatever was asked of it.</param>
internal sealed record SqlDialect(string Bytes, string OnOpen, string AfterDelete, Func<DbException, bool> IsOutage)
{
    // sqlite.org/rescode.html: busy, locked, no memory, read-only, I/O, corrupt, full, cannot open, protocol, no database.
    private static readonly HashSet<int> SqliteOutages = [5, 6, 7, 8, 10, 11, 13, 14, 15, 26];

    // PostgreSQL's appendix A: connection, transaction state (read-only), resources (disk full), state, operator, system, internal.
    private static readonly HashSet<string> PostgresOutages = ["08", "25", "53", "55", "57", "58", "XX"];

    /// <summary>Deleted content is overwritten, and leaves the log at once.</summary>
    public static SqlDialect Sqlite { get; } =
        new(
            "BLOB",
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
            "PRAGMA wal_checkpoint(TRUNCATE);",
            failure => failure is SqliteException { SqliteErrorCode: var code } && SqliteOutages.Contains(code)
        );

    public static SqlDialect Postgres { get; } =
        new("bytea", "", "", failure => failure.SqlState is not { Length: >= 2 } state || PostgresOutages.Contains(state[..2]));
}
