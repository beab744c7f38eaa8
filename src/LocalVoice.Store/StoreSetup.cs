using System.Globalization;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Redaction;

namespace LocalVoice.Store;

/// <summary>Where and how conversations are stored.</summary>
/// <param name="Path">The file of a SQLite database; null for PostgreSQL.</param>
/// <param name="Connection">The connection string of a PostgreSQL database; null for SQLite.</param>
/// <param name="Password">In place of the one in it; null to leave that.</param>
/// <param name="Audio">Whether voices are stored, which no rule redacts.</param>
/// <param name="Retention">Conversations that began longer ago are deleted.</param>
public sealed record StoreSetup(
    string? Path,
    string? Connection,
    string? Password,
    StoreKeys Keys,
    bool Audio,
    RedactedWords Redact,
    TimeSpan Retention
)
{
    /// <summary>The host and port of a PostgreSQL database; null for SQLite and for a socket of this machine.</summary>
    public static IReadOnlyList<(string Host, int Port)> Addresses(string connection)
    {
        var settings = Databases.ConversationDatabases.Postgres(connection);
        return
        [
            .. (settings.Host ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(host => host[0] is not ('/' or '@'))
                .Select(host => Split(host, settings.Port)),
        ];
    }

    /// <summary>Of several hosts, each may have a port of its own.</summary>
    private static (string Host, int Port) Split(string host, int port) =>
        host.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var own)
            ? (host[..colon], own)
            : (host, port);
}
