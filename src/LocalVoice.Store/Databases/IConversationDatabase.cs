using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;

namespace LocalVoice.Store.Databases;

/// <summary>Where conversations are kept. Failures are those of ADO.NET and of I/O.</summary>
internal interface IConversationDatabase : IAsyncDisposable
{
    /// <summary>Makes the tables where they are missing, and checks the keys.</summary>
    /// <returns>Ids of keys that have encrypted something here and are not among these.</returns>
    /// <exception cref="StoreException">A key of a known id is another one, or a newer version has made the tables.</exception>
    Task<IReadOnlyList<string>> PrepareAsync(StoreKeys keys, CancellationToken cancellationToken);

    /// <summary>Writes all or nothing. What is there already stays; nothing is written of a conversation that was deleted.</summary>
    Task WriteAsync(StoreBatch batch, CancellationToken cancellationToken);

    /// <summary>Whether it failed for a reason of its own (no room, no connection …), whatever was to be written.</summary>
    /// <param name="failure">Of <see cref="WriteAsync"/>.</param>
    bool IsOutage(Exception failure);

    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<ListedConversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken);

    /// <summary>A conversation's records in order.</summary>
    Task<IReadOnlyList<SealedRecord>> ReadAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Deletes conversations with all of their records.</summary>
    /// <returns>How many conversations.</returns>
    /// <exception cref="ArgumentException">The filter takes all.</exception>
    Task<int> DeleteAsync(ConversationFilter filter, CancellationToken cancellationToken);
}

/// <summary>What is written at once.</summary>
/// <param name="Begun">Conversations that are not in the database yet.</param>
/// <param name="Ended">Those whose end is known now.</param>
internal sealed record StoreBatch(
    IReadOnlyList<Conversation> Begun,
    IReadOnlyList<SealedRecord> Records,
    IReadOnlyList<Conversation> Ended
);

/// <summary>Which conversations: those that are as all that is given says.</summary>
/// <param name="Caller">Its name as in <see cref="Conversation.Caller"/>, in upper or lower case, as keys are named.</param>
public sealed record ConversationFilter(string? Id = null, string? Caller = null, DateTimeOffset? StartedBefore = null)
{
    internal bool TakesAll => this is { Id: null, Caller: null, StartedBefore: null };
}
