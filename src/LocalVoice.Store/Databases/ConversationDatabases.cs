using Microsoft.Data.Sqlite;
using Npgsql;

namespace LocalVoice.Store.Databases;

/// <summary>Opens databases of conversations. Nothing is connected before it is used.</summary>
internal static class ConversationDatabases
{
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 10;

    /// <param name="path">A file, which is made where there is none, for its owner only. Its folder has to be there.</param>
    public static IConversationDatabase Sqlite(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = CommandSeconds };
        return new SqlDatabase(new SqliteSource(settings.ConnectionString, Path.GetFullPath(path)), SqlDialect.Sqlite);
    }

    /// <param name="connection">As Npgsql reads it: <c>Host=…;Database=…;Username=…</c>.</param>
    /// <param name="password">In place of the one in it; null to leave that.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static IConversationDatabase Postgres(string connection, string? password)
    {
        var settings = Postgres(connection);
        settings.Password = password ?? settings.Password;
        return new SqlDatabase(NpgsqlDataSource.Create(settings), SqlDialect.Postgres);
    }

    /// <summary>With our time-outs where it has none, and never with values in its errors.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    internal static NpgsqlConnectionStringBuilder Postgres(string connection)
    {
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connection };
        var settings = new NpgsqlConnectionStringBuilder(connection) { IncludeErrorDetail = false };
        settings.Timeout = given.ContainsKey("Timeout") ? settings.Timeout : ConnectSeconds;
        settings.CommandTimeout = given.ContainsKey("Command Timeout") ? settings.CommandTimeout : CommandSeconds;
        return settings;
    }
}
