using System.Text.Json.Nodes;
using LocalVoice.Store.Databases;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;

namespace LocalVoice.Store;

/// <summary>What operators do with stored conversations: list, export, delete. Beside a server that runs, too.</summary>
public sealed class ConversationArchive : IAsyncDisposable
{
    private readonly IConversationDatabase _database;
    private readonly RecordCipher _cipher;

    private ConversationArchive(IConversationDatabase database, StoreKeys keys) => (_database, _cipher) = (database, new(keys));

    /// <exception cref="StoreException">It is not for this program, or a key does not fit.</exception>
    /// <exception cref="System.Data.Common.DbException">It cannot be used.</exception>
    public static async Task<ConversationArchive> OpenAsync(StoreSetup setup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var database = ConversationStore.Open(setup);
        try
        {
            await database.PrepareAsync(setup.Keys, cancellationToken).ConfigureAwait(false);
            return new(database, setup.Keys);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<ListedConversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        _database.ListAsync(filter, cancellationToken);

    /// <returns>How many conversations were deleted.</returns>
    /// <exception cref="ArgumentException">The filter takes all.</exception>
    public Task<int> DeleteAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        _database.DeleteAsync(filter, cancellationToken);

    /// <summary>Conversations in plain, each as a JSON object; a record that cannot be decrypted says so in its place.</summary>
    public async Task<ExportedConversations> ExportAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        var conversations = new JsonArray();
        var unreadable = 0;
        foreach (var (conversation, _) in await _database.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            var records = new JsonArray();
            foreach (var record in await _database.ReadAsync(conversation.Id, cancellationToken).ConfigureAwait(false))
            {
                var shown = Show(record);
                unreadable += shown.ContainsKey("unreadable") ? 1 : 0;
                records.Add(shown);
            }

            conversations.Add(
                new JsonObject
                {
                    ["id"] = conversation.Id,
                    ["caller"] = conversation.Caller,
                    ["channel"] = conversation.Channel,
                    ["started_at"] = conversation.StartedAt,
                    ["ended_at"] = conversation.EndedAt,
                    ["records"] = records,
                }
            );
        }

        return new(conversations, unreadable);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private JsonObject Show(SealedRecord record)
    {
        var shown = new JsonObject
        {
            ["ordinal"] = record.Ordinal,
            ["kind"] = record.Kind,
            ["at"] = record.At,
        };
        try
        {
            foreach (var (name, value) in JsonNode.Parse(_cipher.Open(record))!.AsObject())
            {
                shown[name] = value?.DeepClone();
            }
        }
        catch (StoreException unreadable)
        {
            shown["unreadable"] = unreadable.Message;
        }

        return shown;
    }
}

/// <param name="Conversations">Objects.</param>
/// <param name="Unreadable">Records that could not be decrypted.</param>
public sealed record ExportedConversations(JsonArray Conversations, int Unreadable);
