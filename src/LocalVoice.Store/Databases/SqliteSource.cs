using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LocalVoice.Store.Databases;

/// <summary>Connections to a SQLite file, which only its owner may read.</summary>
internal sealed class SqliteSource(string connectionString, string path) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection()
    {
        if (Directory.Exists(path))
        {
            throw new IOException("It is a folder");
        }

        if (!File.Exists(path))
        {
            ForgetConnections();
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            new FileStream(path, options).Dispose();
        }

        return new SqliteConnection(connectionString);
    }

    /// <summary>The last connection that is closed writes the log back into the file.</summary>
    protected override ValueTask DisposeAsyncCore()
    {
        ForgetConnections();
        return base.DisposeAsyncCore();
    }

    /// <summary>Those that are kept lead to the file that was there, even where it was deleted.</summary>
    private void ForgetConnections()
    {
        using var any = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(any);
    }
}
