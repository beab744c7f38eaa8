namespace LocalVoice.Store.Databases;

/// <summary>The tables. Times are milliseconds since 1970 in UTC.</summary>
internal static class SqlSchema
{
    /// <summary>Of the tables; a later one may be unreadable for this program.</summary>
    public const int Version = 1;

    public static string Create(SqlDialect dialect) =>
        $"""
            CREATE TABLE IF NOT EXISTS localvoice_store (version INTEGER NOT NULL PRIMARY KEY);
            CREATE TABLE IF NOT EXISTS localvoice_keys (id TEXT NOT NULL PRIMARY KEY, proof {dialect.Bytes} NOT NULL);
            CREATE TABLE IF NOT EXISTS localvoice_conversations (
              id TEXT NOT NULL PRIMARY KEY, caller TEXT NOT NULL, channel TEXT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT);
            CREATE INDEX IF NOT EXISTS localvoice_conversations_caller ON localvoice_conversations (caller);
            CREATE INDEX IF NOT EXISTS localvoice_conversations_started ON localvoice_conversations (started_at);
            CREATE TABLE IF NOT EXISTS localvoice_records (
              conversation_id TEXT NOT NULL REFERENCES localvoice_conversations (id) ON DELETE CASCADE,
              ordinal INTEGER NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, key_id TEXT NOT NULL, body {dialect.Bytes} NOT NULL,
              PRIMARY KEY (conversation_id, ordinal));
            """;

    public const string InsertConversation =
        "INSERT INTO localvoice_conversations (id, caller, channel, started_at, ended_at) "
        + "VALUES (@id, @caller, @channel, @started, NULL) ON CONFLICT (id) DO NOTHING";

    public const string InsertRecord =
        "INSERT INTO localvoice_records (conversation_id, ordinal, kind, at, key_id, body) "
        + "SELECT @id, @ordinal, @kind, @at, @key, @body WHERE EXISTS (SELECT 1 FROM localvoice_conversations WHERE id = @id) "
        + "ON CONFLICT (conversation_id, ordinal) DO NOTHING";

    public const string EndConversation = "UPDATE localvoice_conversations SET ended_at = @ended WHERE id = @id";
}
